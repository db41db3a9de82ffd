package jinye.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class FileNameTests {

    @Test
    void pathPartsAreLeftOut() {
        assertThat(FileName.clean("../../etc/cron.d/通知.pdf").text()).isEqualTo("通知.pdf");
        assertThat(FileName.clean("C:\\windows\\system32\\通知.PDF").text()).isEqualTo("通知.PDF");
        assertThat(FileName.clean("..\\..\\通知.pdf").extension()).isEqualTo("pdf");
    }

    @Test
    void theDirectionTrickShowsItsRealExtension() {
        assertThat(FileName.clean("工资表\u202efdp.exe").extension()).isEqualTo("exe");
        assertThat(FileName.clean("工资表\u202efdp.exe").text()).isEqualTo("工资表fdp.exe");
        assertThat(FileName.clean("通知\u200b\u0000\r\n.pdf").text()).isEqualTo("通知.pdf");
    }

    @Test
    void markupInANameIsDefused() {
        assertThat(FileName.clean("<img src=x onerror=alert(1)>.pdf").text())
                .isEqualTo("_img src=x onerror=alert(1)_.pdf");
    }

    @Test
    void aLongNameKeepsItsExtension() {
        var name = FileName.clean("关".repeat(5_000) + ".pdf");

        assertThat(name.text().codePointCount(0, name.text().length())).isEqualTo(FileName.LENGTH_MAX);
        assertThat(name.text()).endsWith("关.pdf");
    }

    @Test
    void aNameOfNothingIsRefused() {
        for (var nothing : new String[] {"", "...", ".pdf", "  .pdf", "a/b/", "\u202e"}) {
            assertThatExceptionOfType(FileReception.NameMissing.class)
                    .as(nothing)
                    .isThrownBy(() -> FileName.clean(nothing));
        }
    }

    @Test
    void trailingDotsDoNotHideAnExtension() {
        assertThat(FileName.clean("通知.exe. .").extension()).isEqualTo("exe");
    }
}
