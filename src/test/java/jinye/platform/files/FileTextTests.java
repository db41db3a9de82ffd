package jinye.platform.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTextTests {

    @TempDir
    Path folder;

    @Test
    void theTextOfEveryReadableSortIsFound() throws IOException {
        assertThat(text(Samples.pdf("annual inspection"), "application/pdf")).isEqualTo("annual inspection");
        assertThat(text(Samples.docx("关于卷烟市场检查"), "application/docx")).isEqualTo("关于卷烟市场检查");
        assertThat(text("元旦".getBytes(Charset.forName("GB18030")), "text/plain"))
                .isEqualTo("元旦");
        assertThat(text(
                        Samples.zip(Map.of("xl/sharedStrings.xml", "<sst><si><t>长沙</t></si><si><t>株洲</t></si></sst>")),
                        "x"))
                .isEqualTo("长沙\n株洲");
        assertThat(text(Samples.zip(Map.of("ppt/slides/slide1.xml", "<a:p xmlns:a='a'><a:t>汇报</a:t></a:p>")), "x"))
                .isEqualTo("汇报");
        assertThat(text(
                        Samples.zip(
                                Map.of(
                                        "Doc_0/Pages/Page_0/Content.xml",
                                        "<o:Page xmlns:o='o'><o:TextObject><o:TextCode X='1'>批复</o:TextCode></o:TextObject></o:Page>")),
                        "x"))
                .isEqualTo("批复");
    }

    @Test
    void whatCannotBeReadHasNoText() throws IOException {
        assertThat(text("not a pdf".getBytes(StandardCharsets.UTF_8), "application/pdf"))
                .isEmpty();
        assertThat(text(Samples.PNG, "image/png")).isEmpty();
        assertThat(text(Samples.zip(Map.of("word/document.xml", "<d><t>half</t>")), "x"))
                .isEqualTo("half");
    }

    @Test
    void entitiesAreNotFetched() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "SECRET");
        var attack = "<!DOCTYPE d [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]><d><t>a&x;b</t></d>";

        assertThat(text(Samples.zip(Map.of("word/document.xml", attack)), "x")).doesNotContain("SECRET");
    }

    @Test
    void entityBombsAndLongTextsAreCut() throws IOException {
        var bomb = new StringBuilder("<!DOCTYPE d [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        }
        assertThat(text(Samples.zip(Map.of("word/document.xml", bomb + "]><t>&a39;</t>")), "x"))
                .hasSizeLessThan(1_000);

        var deflated = Samples.docx("关".repeat(2_000_000));
        assertThat(text(deflated, "x")).hasSizeLessThanOrEqualTo(FileText.CHARACTERS_MAX);
    }

    private String text(byte[] content, String type) throws IOException {
        return FileText.extract(Files.write(folder.resolve("file"), content), type);
    }
}
