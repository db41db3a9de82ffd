package jinye.office.archives.inspection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jinye.kernel.Outage;
import jinye.office.archives.items.ContentDigests;
import jinye.office.archives.items.ItemPart;
import jinye.platform.files.Files;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.springframework.stereotype.Component;

/** Looks into files: whether they are what the record says, open, are not locked and do nothing by themselves. */
@Component
class Contents {

    private static final Set<String> DRAWN = Set.of("pdf", "png", "jpg", "jpeg", "tif", "tiff");
    /** Entries of a PDF that make a reader act (ISO 19005 forbids them too). */
    private static final Set<String> ACTIVE = Set.of("JavaScript", "Launch", "SubmitForm", "ImportData", "URI");

    private static final String EICAR = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE";
    private static final int LOOKED_AT = 64 * 1024 * 1024;

    private final Files files;

    Contents(Files files) {
        this.files = files;
    }

    /** A6: name, size and both digests. */
    List<String> differences(ItemPart part) {
        try (var in = files.open(part.file())) {
            var found = ContentDigests.of(in);
            var wrong = new ArrayList<String>();
            if (found.size() != part.size()) {
                wrong.add("“%s”应为 %d 字节，现为 %d 字节".formatted(part.name(), part.size(), found.size()));
            }
            if (!found.sha256().equals(part.sha256())
                    || !part.sm3().isEmpty() && !found.sm3().equals(part.sm3())) {
                wrong.add("“%s”的校验值与登记不符".formatted(part.name()));
            }
            return wrong;
        } catch (IOException | Outage away) {
            return List.of("“%s”读不出来".formatted(part.name()));
        }
    }

    /** C3: opens, and as many pages as were recorded. */
    List<String> unopened(ItemPart part) {
        var extension = extension(part);
        if (DRAWN.contains(extension)) {
            int pages = pages(part);
            if (pages == 0) {
                return List.of("“%s”打不开".formatted(part.name()));
            }
            if (part.pages() > 0 && pages != part.pages()) {
                return List.of("“%s”应为 %d 页，现为 %d 页".formatted(part.name(), part.pages(), pages));
            }
        }
        if (extension.equals("txt") && !isText(part)) {
            return List.of("“%s”不是 UTF-8 文本".formatted(part.name()));
        }
        return List.of();
    }

    private int pages(ItemPart part) {
        try {
            return files.pages(part.file());
        } catch (RuntimeException unreadable) {
            return 0;
        }
    }

    private boolean isText(ItemPart part) {
        try (var in = files.open(part.file())) {
            StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(in.readNBytes(LOOKED_AT)));
            return true;
        } catch (CharacterCodingException foreign) {
            return false;
        } catch (IOException | Outage away) {
            return false;
        }
    }

    /** C6 and D1 for PDFs; other formats were looked through when they were uploaded. */
    List<String> locked(ItemPart part) {
        return pdf(part, document -> document.isEncrypted() ? List.of("“%s”已加密".formatted(part.name())) : List.of());
    }

    List<String> active(ItemPart part) {
        var found = new ArrayList<>(pdf(part, document -> {
            var catalog = document.getDocumentCatalog().getCOSObject();
            boolean acts = catalog.getDictionaryObject("AA") != null
                    || catalog.getDictionaryObject("OpenAction") instanceof COSDictionary action
                            && ACTIVE.contains(action.getNameAsString(COSName.S));
            var names = document.getDocumentCatalog().getNames();
            boolean script = names != null && names.getJavaScript() != null;
            boolean holds = names != null && names.getEmbeddedFiles() != null;
            return acts || script
                    ? List.of("“%s”含有自动执行的动作或脚本".formatted(part.name()))
                    : holds ? List.of("“%s”内嵌了其他文件".formatted(part.name())) : List.of();
        }));
        if (part.size() < 1024 && head(part).contains(EICAR)) {
            found.add("“%s”是病毒样本".formatted(part.name()));
        }
        return found;
    }

    private String head(ItemPart part) {
        try (var in = files.open(part.file())) {
            return new String(in.readNBytes(1024), StandardCharsets.ISO_8859_1);
        } catch (IOException | Outage away) {
            return "";
        }
    }

    String text(ItemPart part) {
        return files.text(part.file());
    }

    static String extension(ItemPart part) {
        var name = part.name();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    @FunctionalInterface
    private interface Look {
        List<String> at(org.apache.pdfbox.pdmodel.PDDocument document) throws IOException;
    }

    private List<String> pdf(ItemPart part, Look look) {
        if (!extension(part).equals("pdf")) {
            return List.of();
        }
        try (InputStream in = files.open(part.file());
                var buffer = new RandomAccessReadBuffer(in);
                var document = Loader.loadPDF(buffer, "", null, null, IOUtils.createMemoryOnlyStreamCache())) {
            return look.at(document);
        } catch (org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException locked) {
            return List.of("“%s”设有打开口令".formatted(part.name()));
        } catch (IOException | Outage unreadable) {
            return List.of("“%s”读不出来".formatted(part.name()));
        }
    }
}
