package jinye.platform.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLookTests {

    @TempDir
    Path folder;

    /** The standard test file of all virus scanners, alone and packed. */
    @Test
    void theTestVirusIsFoundAloneAndInAnArchive() throws IOException {
        var eicar = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*")
                .getBytes(StandardCharsets.US_ASCII);
        var packed = new java.io.ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("说明.txt"));
            zip.write(eicar);
            zip.closeEntry();
        }

        assertThatExceptionOfType(FileLook.Virus.class).isThrownBy(() -> look(eicar));
        assertThatExceptionOfType(FileLook.Virus.class).isThrownBy(() -> look(packed.toByteArray()));
    }

    @Test
    void whatAFileIsStandsInItsContent() throws IOException {
        assertThat(look(Samples.pdf("notice"))).isEqualTo("application/pdf");
        assertThat(look(Samples.PNG)).isEqualTo("image/png");
        assertThat(look(Samples.docx("通知"))).isEqualTo("word-zip");
        assertThat(look(zip("[Content_Types].xml", "xl/workbook.xml"))).isEqualTo("sheet-zip");
        assertThat(look(zip("[Content_Types].xml", "ppt/presentation.xml"))).isEqualTo("slides-zip");
        assertThat(look(zip("OFD.xml", "Doc_0/Document.xml"))).isEqualTo("application/ofd");
        assertThat(look(zip("附件1.docx", "附件2.pdf"))).isEqualTo("application/zip");
        assertThat(look(Samples.ole("Root Entry", "WordDocument"))).isEqualTo("word-ole");
        assertThat(look(Samples.ole("Root Entry", "Workbook"))).isEqualTo("sheet-ole");
        assertThat(look(Samples.ole("Root Entry", "PowerPoint Document"))).isEqualTo("slides-ole");
        assertThat(look("关于元旦放假的通知".getBytes(StandardCharsets.UTF_8))).isEqualTo("text/plain");
        assertThat(look("关于元旦放假的通知".getBytes(Charset.forName("GB18030")))).isEqualTo("text/plain");
        assertThat(look("姓名,单位\r\n张三,长沙\r\n".getBytes(StandardCharsets.UTF_16))).isEqualTo("text/plain");
        assertThat(look("a\u0000b".getBytes(StandardCharsets.UTF_8))).isEqualTo("application/octet-stream");
    }

    @Test
    void aCharacterCutAtTheEndOfTheHeadIsStillText() throws IOException {
        assertThat(look(("x" + "关".repeat(50_000)).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("text/plain");
    }

    @Test
    void programsAreRefusedUnderAnyName() {
        refused(FileLook.Executable.class, Samples.EXE);
        refused(FileLook.Executable.class, Samples.bytes(0x7f, 'E', 'L', 'F', 2, 1, 1, 0));
        refused(FileLook.Executable.class, zip("安装说明.txt", "setup.EXE"));
        refused(FileLook.Script.class, "#!/bin/sh\nrm -rf /".getBytes(StandardCharsets.UTF_8));
        refused(FileLook.Script.class, "  @echo off\r\ndel *".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void webPagesAndActiveDrawingsAreRefused() throws IOException {
        refused(FileLook.Script.class, "<html><body onload=alert(1)>".getBytes(StandardCharsets.UTF_8));
        refused(FileLook.Script.class, "\ufeff \n<!DOCTYPE html><p>".getBytes(StandardCharsets.UTF_8));
        refused(FileLook.Script.class, "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        refused(
                FileLook.Script.class,
                "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".getBytes(StandardCharsets.UTF_8));
        refused(FileLook.Script.class, "<svg onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8));
        refused(FileLook.Script.class, "<svg><a href='javascript:alert(1)'/></svg>".getBytes(StandardCharsets.UTF_8));
        refused(
                FileLook.Script.class,
                "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(look("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h1'/></svg>"
                        .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("image/svg+xml");
    }

    @Test
    void macrosAreRefused() {
        refused(FileLook.Macros.class, zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"));
        refused(
                FileLook.Macros.class,
                Samples.zip(new TreeMap<>(Map.of(
                        "[Content_Types].xml",
                        "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>",
                        "word/document.xml",
                        "<x/>"))));
        refused(FileLook.Macros.class, Samples.ole("Root Entry", "WordDocument", "Macros", "VBA"));
        refused(FileLook.Macros.class, Samples.ole("Root Entry", "Workbook", "_VBA_PROJECT_CUR"));
    }

    @Test
    void bombsAndEscapesAreRefused() throws IOException {
        var bomb = folder.resolve("bomb");
        write(bomb, 300);
        assertThatExceptionOfType(FileLook.Unsafe.class).isThrownBy(() -> FileLook.at(bomb, "附件.zip"));

        refused(FileLook.Unsafe.class, zip("../../etc/passwd"));
        refused(FileLook.Unsafe.class, zip("/etc/passwd"));
        refused(FileLook.Unsafe.class, zip("a\\..\\..\\b.txt"));
    }

    @Test
    void anArchiveOfManyEntriesIsRefusedBeforeItIsLoaded() {
        var many = new TreeMap<String, String>();
        for (int i = 0; i < 10_001; i++) {
            many.put("f" + i, "");
        }
        refused(FileLook.Unsafe.class, Samples.zip(many));
    }

    @Test
    void whatFollowsAnArchiveIsNotOverlooked() {
        var zip = Samples.docx("通知");
        refused(FileLook.Broken.class, java.util.Arrays.copyOf(zip, zip.length + 5));
        refused(FileLook.Broken.class, java.util.Arrays.copyOf(zip, zip.length / 2));
    }

    private void write(Path path, int megabytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(path);
                var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("zeros.txt"));
            var zeros = new byte[1024 * 1024];
            for (int i = 0; i < megabytes; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
    }

    private static byte[] zip(String... names) {
        var entries = new java.util.LinkedHashMap<String, String>();
        for (var name : names) {
            entries.put(name, "<x/>");
        }
        return Samples.zip(entries);
    }

    private String look(byte[] content) throws IOException {
        return FileLook.at(Files.write(folder.resolve("file"), content), "附件");
    }

    private void refused(Class<? extends RuntimeException> how, byte[] content) {
        assertThatExceptionOfType(how).isThrownBy(() -> look(content));
    }
}
