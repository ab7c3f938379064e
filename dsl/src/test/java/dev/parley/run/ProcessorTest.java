package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.example.ArrayExamples;
import dev.parley.model.Linear;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Processors are noted from texts as Linux writes them. */
class ProcessorTest {
    @Test
    void isTheFirstOnesMakerFamilyAndWidestVectors() {
        assertThat(Processor.kind(List.of(
                        "processor\t: 0",
                        "vendor_id\t: AuthenticAMD",
                        "cpu family\t: 26",
                        "model\t\t: 2",
                        "model name\t: AMD EPYC",
                        "flags\t\t: fpu sse2 avx avx2 avx512f",
                        "",
                        "processor\t: 1",
                        "vendor_id\t: Other")))
                .isEqualTo("AuthenticAMD 26 2 avx512f");
        assertThat(Processor.kind(List.of(
                        "processor\t: 0",
                        "Features\t: fp asimd sve",
                        "CPU implementer\t: 0x41",
                        "CPU architecture: 8",
                        "CPU part\t: 0xd40")))
                .isEqualTo("0x41 8 0xd40 sve");
        assertThat(Processor.kind(List.of())).isEqualTo("unknown");
    }

    @Test
    void thisOneIsInEveryEnvironment() {
        Map<String, String> here = Environment.here(new Linear(), ArrayExamples.shape(1, 0));
        assertThat(here).containsKeys("processor", "OPENBLAS_L2_SIZE").doesNotContainKey("convolution");
        assertThat(here.get("processor")).isNotBlank();
    }
}
