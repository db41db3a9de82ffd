package jinye.office.archives.packages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import jinye.kernel.Refusal;
import jinye.office.archives.items.ContentDigests;
import jinye.platform.files.Files;
import jinye.safeguard.certificates.Purpose;
import jinye.safeguard.certificates.Validation;
import org.springframework.stereotype.Component;
import org.w3c.dom.Element;

/**
 * Opens packages of anybody without believing them: every path, size and digest is what we measure, not what is said (DA/T 70-2018,
 * the checks of 移交接收 that look at the package as a whole). What was made to do harm is refused outright; what is merely wrong is
 * listed, all of it at once, so that the sender can mend it in one go.
 */
@Component
class PackageOpening {

    private static final int ENTRIES_MAX = 20_100;
    private static final int XML_MAX = 8 << 20;
    private static final long WHOLE_MAX = 2L << 30;

    private final Files files;
    private final Validation validation;

    PackageOpening(Files files, Validation validation) {
        this.files = files;
        this.validation = validation;
    }

    /** The caller closes it. */
    OpenedPackage open(long file) {
        Path draft = null;
        try {
            draft = java.nio.file.Files.createTempFile("package", ".zip");
            try (var in = files.open(file)) {
                java.nio.file.Files.copy(in, draft, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            var zip = new ZipFile(draft.toFile(), StandardCharsets.UTF_8);
            try {
                return look(zip, draft);
            } catch (RuntimeException refused) {
                zip.close();
                throw refused;
            }
        } catch (ZipException | IllegalArgumentException damaged) {
            Packages.delete(draft);
            throw new Hostile("package-unreadable");
        } catch (IOException unreadable) {
            Packages.delete(draft);
            throw new UncheckedIOException(unreadable);
        } catch (Refusal refused) {
            Packages.delete(draft);
            throw refused;
        }
    }

    private OpenedPackage look(ZipFile zip, Path draft) throws IOException {
        var entries = entries(zip);
        var manifestBytes = required(zip, entries, PackageBuilding.MANIFEST);
        var manifest = PackageXml.read(PackageBuilding.MANIFEST, manifestBytes);
        if (!manifest.getLocalName().equals("档案信息包")) {
            throw new Hostile("package-unknown");
        }
        var faults = new ArrayList<OpenedPackage.Fault>();
        var signer = signer(zip, entries, manifestBytes, faults);
        digests(zip, entries, manifest, faults);
        var items = faults.isEmpty() ? items(zip, entries, faults) : List.<PackagedItem>of();
        int announced = Integer.parseInt(PackageXml.text(manifest, "件数"));
        if (faults.isEmpty() && announced != items.size()) {
            faults.add(new OpenedPackage.Fault(
                    "B1", PackageBuilding.MANIFEST, "清单写明 %d 件，包内有 %d 件".formatted(announced, items.size())));
        }
        return new OpenedPackage(
                PackageXml.text(manifest, "编号"),
                PackageXml.text(manifest, "全宗号"),
                PackageXml.text(manifest, "创建单位"),
                signer,
                announced,
                items,
                faults,
                zip,
                draft);
    }

    private static Map<String, ZipEntry> entries(ZipFile zip) {
        if (zip.size() > ENTRIES_MAX) {
            throw new Hostile("package-too-many", ENTRIES_MAX);
        }
        var entries = new HashMap<String, ZipEntry>();
        for (var entry : Collections.list(zip.entries())) {
            var path = entry.getName();
            if (path.startsWith("/")
                    || path.contains("..")
                    || path.contains("\\")
                    || path.contains(":")
                    || path.chars().anyMatch(Character::isISOControl)) {
                throw new Hostile("package-path", path.replaceAll("\\p{Cntrl}", "?"));
            }
            if (!entry.isDirectory() && entries.put(path, entry) != null) {
                throw new Hostile("package-twice", path);
            }
        }
        return entries;
    }

    private static byte[] required(ZipFile zip, Map<String, ZipEntry> entries, String path) throws IOException {
        var entry = entries.get(path);
        if (entry == null) {
            throw new Hostile("package-lacks", path);
        }
        try (var in = zip.getInputStream(entry)) {
            var content = in.readNBytes(XML_MAX + 1);
            if (content.length > XML_MAX) {
                throw new Hostile("package-bomb", path);
            }
            return content;
        }
    }

    /** A1. @return who signed, for people */
    private String signer(ZipFile zip, Map<String, ZipEntry> entries, byte[] manifest, List<OpenedPackage.Fault> faults)
            throws IOException {
        var message = required(zip, entries, PackageBuilding.SIGNATURE);
        List<Validation.JudgedSigner> signers;
        try {
            signers = validation.judgeMessage(message, manifest, Purpose.SIGNATURE, null);
        } catch (Refusal unreadable) {
            signers = List.of();
        }
        if (signers.isEmpty()) {
            faults.add(new OpenedPackage.Fault("A1", PackageBuilding.SIGNATURE, "读不出签名"));
        }
        var names = new HashSet<String>();
        for (var signer : signers) {
            var certificate = signer.signer().certificate();
            var verdict = signer.verdict();
            if (certificate == null || verdict == null) {
                faults.add(new OpenedPackage.Fault("A1", PackageBuilding.SIGNATURE, "签名没有附证书"));
                continue;
            }
            names.add(certificate.getSubjectX500Principal().getName());
            if (!signer.intact()) {
                faults.add(new OpenedPackage.Fault("A1", PackageBuilding.MANIFEST, "签名与清单不符，清单在签名后被改动"));
            } else {
                verdict.failure()
                        .ifPresent(failure -> faults.add(
                                new OpenedPackage.Fault("A1", PackageBuilding.SIGNATURE, failure.sentence())));
            }
        }
        return names.stream().sorted().collect(Collectors.joining("；"));
    }

    /** A8 and D2: what the manifest names is there and unchanged, and there is nothing else. */
    private static void digests(
            ZipFile zip, Map<String, ZipEntry> entries, Element manifest, List<OpenedPackage.Fault> faults)
            throws IOException {
        var named = new HashSet<String>(Set.of(PackageBuilding.MANIFEST, PackageBuilding.SIGNATURE));
        long whole = 0;
        for (var file : PackageXml.children(manifest, "文件")) {
            var path = file.getAttribute("路径");
            long size = Long.parseLong(file.getAttribute("大小"));
            var entry = entries.get(path);
            if (!named.add(path)) {
                faults.add(new OpenedPackage.Fault("A7", path, "清单列了两次"));
                continue;
            }
            if (entry == null) {
                faults.add(new OpenedPackage.Fault("B1", path, "清单列有，包内没有"));
                continue;
            }
            whole += size;
            if (whole > WHOLE_MAX) {
                throw new Hostile("package-bomb", path);
            }
            var found = measured(zip, entry, size);
            if (!found.sm3().equals(file.getAttribute("SM3"))) {
                faults.add(new OpenedPackage.Fault(
                        "A8", path, "内容与清单不符：清单的 SM3 为 %s，实为 %s".formatted(file.getAttribute("SM3"), found.sm3())));
            }
        }
        entries.keySet().stream()
                .filter(path -> !named.contains(path))
                .sorted()
                .forEach(path -> faults.add(new OpenedPackage.Fault("D2", path, "清单没有列出的文件")));
    }

    /** Reads one byte more than announced at the most, whatever the entry would unpack to. */
    private static ContentDigests measured(ZipFile zip, ZipEntry entry, long size) throws IOException {
        try (var in = zip.getInputStream(entry)) {
            return ContentDigests.of(new Bounded(in, size + 1));
        } catch (ZipException damaged) {
            return new ContentDigests(0, "", "读不出来");
        }
    }

    private static List<PackagedItem> items(
            ZipFile zip, Map<String, ZipEntry> entries, List<OpenedPackage.Fault> faults) throws IOException {
        var items = new ArrayList<PackagedItem>();
        var numbers = new HashSet<String>();
        for (var path : entries.keySet().stream().sorted().toList()) {
            if (!path.endsWith("/" + PackageBuilding.METADATA)) {
                continue;
            }
            var item = metadata(path, required(zip, entries, path), faults);
            if (item == null) {
                continue;
            }
            if (!numbers.add(item.archiveNumber())) {
                faults.add(new OpenedPackage.Fault("A5", item.archiveNumber(), "包内有两件用同一档号"));
            }
            for (var part : item.parts()) {
                var entry = entries.get(part.path());
                if (entry == null) {
                    faults.add(new OpenedPackage.Fault(
                            "A6",
                            item.archiveNumber(),
                            "缺少“%s”".formatted(part.file().name())));
                } else if (!measured(zip, entry, part.file().size())
                        .sm3()
                        .equals(part.file().sm3())) {
                    faults.add(new OpenedPackage.Fault(
                            "A6",
                            item.archiveNumber(),
                            "“%s”与元数据登记的 SM3 不符".formatted(part.file().name())));
                }
            }
            items.add(item);
        }
        return items;
    }

    private static @org.jspecify.annotations.Nullable PackagedItem metadata(
            String path, byte[] content, List<OpenedPackage.Fault> faults) {
        try {
            var root = PackageXml.read(path, content);
            if (root.getLocalName().equals("电子文件封装包")) {
                return ItemXml.read(PackageXml.at(root, "被签名对象"));
            }
            faults.add(new OpenedPackage.Fault("A7", path, "不是电子文件封装包"));
        } catch (PackageXml.Malformed wrong) {
            faults.add(new OpenedPackage.Fault("A7", path, "元数据不符合规定的结构（第 %d 行附近）".formatted(wrong.line())));
        }
        return null;
    }

    private static final class Bounded extends java.io.FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            return left-- > 0 ? super.read() : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int read = super.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }
    }

    /** A file that is no package, or was made to do harm. */
    static final class Hostile extends Refusal {
        Hostile(String reason, Object... facts) {
            super(Kind.INVALID, "archives." + reason, facts);
        }
    }
}
