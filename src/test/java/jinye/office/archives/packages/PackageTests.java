package jinye.office.archives.packages;

import static jinye.office.IssuedDocuments.json;
import static jinye.office.IssuedDocuments.visitor;
import static jinye.office.archives.FiledItems.done;
import static jinye.office.archives.FiledItems.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jinye.office.archives.FiledItems;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.Purpose;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.certificates.Validation;
import jinye.safeguard.cryptography.Digests;
import jinye.safeguard.cryptography.Family;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Packages leave signed, and what comes in is believed only as far as it can be checked. */
@JinyeTest
class PackageTests {

    private static final String AT = "/api/archives/";

    @LocalServerPort
    private int port;

    @Autowired
    private FiledItems filed;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private Signing signing;

    @Autowired
    private Validation validation;

    @Test
    void aPackageHoldsEveryFileItsDigestAndTheUnitsSignature() throws IOException {
        long item = filed.item(port, "关于信息包的通知");
        var view = archivist().get(AT + "items/" + item).json();

        var made = done(archivist().post(AT + "packages", json(Map.of("items", List.of(item)))))
                .json();

        assertThat(made.path("number").asString()).matches("[A-Z0-9]{4}-XXB-\\d{4}-\\d{4}");
        var content = archivist().bytes(AT + "packages/" + made.path("id").asLong() + "/content");
        assertThat(Digests.sm3Hex(content)).isEqualTo(made.path("sm3").asString());
        var entries = unzipped(content);
        var number = view.path("item").path("archiveNumber").asString();
        assertThat(entries.keySet())
                .contains("manifest.xml", "signature.p7s", "items/0001/metadata.xml")
                .contains("items/0001/" + number + "-01.pdf", "items/0001/" + number + "-02.ofd");
        var manifest = PackageXml.read("manifest", entries.get("manifest.xml"));
        for (var file : PackageXml.children(manifest, "文件")) {
            assertThat(Digests.sm3Hex(entries.get(file.getAttribute("路径")))).isEqualTo(file.getAttribute("SM3"));
        }
        assertThat(validation.judgeMessage(
                        entries.get("signature.p7s"), entries.get("manifest.xml"), Purpose.SIGNATURE, null))
                .singleElement()
                .matches(Validation.JudgedSigner::valid);
        assertThat(new String(entries.get("items/0001/metadata.xml"), StandardCharsets.UTF_8))
                .contains("<题名>关于信息包的通知</题名>", "<密级>无</密级>", "归档固化");
        assertThat(visitor(port, "limin")
                        .post(AT + "packages", json(Map.of("items", List.of(item))))
                        .status())
                .isEqualTo(403);
        assertThat(refused(archivist().post(AT + "packages", json(Map.of("items", List.of())))))
                .isEqualTo("archives.nothing-to-export");
    }

    @Test
    void anEncapsulatedItemCarriesItsFilesAndASignatureOverItsOwnBytes() {
        long item = filed.item(port, "关于封装包的通知");

        var eep = archivist().get(AT + "items/" + item + "/encapsulation").body();

        var root = PackageXml.read("eep", eep.getBytes(StandardCharsets.UTF_8));
        var signed = eep.substring(eep.indexOf("<被签名对象"), eep.indexOf("</被签名对象>") + "</被签名对象>".length());
        var signature = Base64.getMimeDecoder()
                .decode(PackageXml.at(root, "电子签名块", "电子签名", "签名结果").getTextContent());
        assertThat(validation.judgeMessage(signature, signed.getBytes(StandardCharsets.UTF_8), Purpose.SIGNATURE, null))
                .singleElement()
                .matches(Validation.JudgedSigner::valid);
        var file = PackageXml.at(root, "被签名对象", "封装内容", "文件实体块", "文件实体");
        for (var document : PackageXml.children(file, "文档")) {
            var bytes = Base64.getMimeDecoder().decode(PackageXml.text(document, "编码"));
            assertThat(Digests.sm3Hex(bytes)).isEqualTo(document.getAttribute("SM3"));
        }
        assertThat(validation.judgeMessage(
                        signature,
                        signed.replace("封装包的通知", "别的事情").getBytes(StandardCharsets.UTF_8),
                        Purpose.SIGNATURE,
                        null))
                .noneMatch(Validation.JudgedSigner::valid);
    }

    @Test
    void aPackageOfAnotherSystemIsCheckedAcceptedAndNotTakenTwice() throws IOException {
        var parts = foreign("F701", "关于外来档案的通知", Map.of());

        var bytes = packed(parts, true);
        long reception = arrived(bytes);
        assertThat(view(reception).path("reception").path("state").asString()).isEqualTo("ARRIVED");
        var report = done(receiver().put(AT + "receptions/" + reception + "/inspection", "{}"))
                .json();
        assertThat(report.path("passed").asBoolean()).as("%s", report).isTrue();
        done(receiver().put(AT + "receptions/" + reception + "/acceptance", "{}"));

        var kept = view(reception);
        assertThat(kept.path("reception").path("state").asString()).isEqualTo("ACCEPTED");
        var item = kept.path("items").get(0);
        assertThat(item.path("title").asString()).isEqualTo("关于外来档案的通知");
        assertThat(receiver()
                        .get(AT + "receptions/" + reception + "/items/"
                                + item.path("id").asLong() + "/components/1")
                        .body())
                .isEqualTo("外来档案的正文");
        assertThat(refused(receiver().put(AT + "receptions/" + reception + "/acceptance", "{}")))
                .isEqualTo("archives.wrong-reception-state");
        assertThat(refused(arrive(bytes))).isEqualTo("archives.arrived-before");
        parts.put("items/0001/more.txt", "多一个文件".getBytes(StandardCharsets.UTF_8));
        var again = view(arrived(packed(parts, true)));
        assertThat(again.path("reception").path("state").asString()).isEqualTo("REFUSED");
        assertThat(again.path("faults").toString()).contains("A5").contains("F701-WS·2024-Y-BGS-0001");
        assertThat(archivist().get(AT + "receptions/" + reception).status())
                .as("another unit's")
                .isEqualTo(404);
    }

    @Test
    void aChangedByteAMissingFileAndAStrangersSignatureAreAllNamed() throws IOException {
        var parts = unzipped(packed(foreign("F702", "关于被改动档案的通知", Map.of()), true));
        parts.put("items/0001/body.txt", "外来档案的正、文".getBytes(StandardCharsets.UTF_8));
        parts.remove("items/0001/sheet.txt");
        parts.put("items/0001/hidden.txt", "夹带".getBytes(StandardCharsets.UTF_8));

        var changed = view(arrived(zipped(parts)));

        assertThat(changed.path("reception").path("state").asString()).isEqualTo("REFUSED");
        assertThat(changed.path("items").size()).isZero();
        assertThat(changed.path("faults").toString())
                .contains("items/0001/body.txt")
                .contains("内容与清单不符")
                .contains("items/0001/sheet.txt")
                .contains("包内没有")
                .contains("items/0001/hidden.txt");

        var resigned = unzipped(packed(foreign("F703", "关于清单被改的通知", Map.of()), true));
        resigned.put(
                "manifest.xml",
                new String(resigned.get("manifest.xml"), StandardCharsets.UTF_8)
                        .replace("外单位", "别单位")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(view(arrived(zipped(resigned))).path("faults").toString()).contains("A1");
    }

    @Test
    void wrongMetadataAndWrongDigestsInsideAreListed() throws IOException {
        var secret = view(arrived(packed(foreign("F704", "关于密级的通知", Map.of("<密级>无<", "<密级>机密<")), true)));
        long reception = secret.path("reception").path("id").asLong();
        var report = done(receiver().put(AT + "receptions/" + reception + "/inspection", "{}"))
                .json();
        assertThat(report.path("passed").asBoolean()).isFalse();
        var refused = view(reception);
        assertThat(refused.path("reception").path("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.path("faults").toString()).contains("A2").contains("密级");

        var broken = view(arrived(packed(foreign("F705", "关于结构的通知", Map.of("<年度>2024<", "<年度>去年<")), true)));
        assertThat(broken.path("faults").toString()).contains("A7").contains("items/0001/metadata.xml");
        var wrong = foreign("F706", "关于摘要的通知", Map.of());
        wrong.put("items/0001/body.txt", "另一份正文".getBytes(StandardCharsets.UTF_8));
        assertThat(view(arrived(packed(wrong, true))).path("faults").toString())
                .contains("A6")
                .contains("正文.txt");
    }

    @Test
    void whatWasMadeToDoHarmIsRefusedAndLeavesNothing() throws IOException {
        var unsigned = foreign("F707", "关于没有签名的通知", Map.of());
        assertThat(refused(arrive(packed(unsigned, false)))).isEqualTo("archives.package-lacks");
        var doctype = foreign("F708", "关于外部实体的通知", Map.of());
        doctype.put(
                "manifest.xml",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><档案信息包>&x;</档案信息包>"
                        .getBytes(StandardCharsets.UTF_8));
        doctype.put("signature.p7s", new byte[] {1});
        assertThat(refused(arrive(zipped(doctype)))).isEqualTo("archives.package-xml");
        var bomb = foreign("F709", "关于膨胀的通知", Map.of());
        bomb.put("manifest.xml", new byte[20 << 20]);
        assertThat(uploadRefused(zipped(bomb))).isTrue();
        var escaping = foreign("F710", "关于越界路径的通知", Map.of());
        escaping.put("../../outside.txt", new byte[] {65});
        assertThat(uploadRefused(zipped(escaping))).isTrue();
        assertThat(receiver().get(AT + "receptions").body())
                .doesNotContain("F707")
                .doesNotContain("F708")
                .doesNotContain("F709")
                .doesNotContain("F710");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x \"y\">]><档案信息包 xmlns=\"urn:jinye:archives:package\"/>",
                "<档案信息包 xmlns=\"urn:jinye:archives:package\"/>",
                "<电子文件封装包 xmlns=\"urn:else\"/>",
                "no xml",
                ""
            })
    void xmlThatTheSchemaDoesNotKnowIsNotRead(String xml) {
        assertThatExceptionOfType(PackageXml.Malformed.class)
                .isThrownBy(() -> PackageXml.read("x", xml.getBytes(StandardCharsets.UTF_8)));
    }

    /** The parts of a package that another system might have made, without manifest and signature. */
    private static Map<String, byte[]> foreign(String fonds, String title, Map<String, String> changes) {
        var body = "外来档案的正文".getBytes(StandardCharsets.UTF_8);
        var sheet = ("处理单 " + fonds).getBytes(StandardCharsets.UTF_8);
        var metadata = """
                <电子文件封装包 xmlns="urn:jinye:archives:package"><封装包格式描述>外系统</封装包格式描述><版本>1</版本><被签名对象>\
                <封装包类型>原始型</封装包类型><封装包类型描述>原始</封装包类型描述><封装包创建时间>2026-01-05T09:00:00+08:00</封装包创建时间>\
                <封装包创建单位>外单位</封装包创建单位><封装内容><文件实体块><文件实体><聚合层次>件</聚合层次>\
                <档号>%s-WS·2024-Y-BGS-0001</档号><全宗号>%s</全宗号><年度>2024</年度><保管期限>Y</保管期限><机构或问题>BGS</机构或问题>\
                <室编件号>0001</室编件号><题名>%s</题名><文件编号>外〔2024〕1号</文件编号><责任者>外单位</责任者><日期>2024-03-01</日期>\
                <文种>通知</文种><紧急程度/><主送/><抄送/><密级>无</密级><公开属性/>\
                <文档 序号="1" 类型="BODY" 计算机文件名="正文.txt" 路径="items/0001/body.txt" 大小="%d" 页数="0" SM3="%s"/>\
                <文档 序号="2" 类型="SHEET" 计算机文件名="处理单.txt" 路径="items/0001/sheet.txt" 大小="%d" 页数="0" SM3="%s"/>\
                </文件实体></文件实体块><业务实体块/><机构人员实体块/></封装内容></被签名对象></电子文件封装包>""".formatted(
                        fonds, fonds, title, body.length, Digests.sm3Hex(body), sheet.length, Digests.sm3Hex(sheet));
        for (var change : changes.entrySet()) {
            metadata = metadata.replace(change.getKey(), change.getValue());
        }
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("items/0001/metadata.xml", metadata.getBytes(StandardCharsets.UTF_8));
        parts.put("items/0001/body.txt", body);
        parts.put("items/0001/sheet.txt", sheet);
        return parts;
    }

    /** With a manifest of what is there, signed by a unit our authority knows. */
    private byte[] packed(Map<String, byte[]> parts, boolean signed) throws IOException {
        var manifest = new StringBuilder("""
                <档案信息包 xmlns="urn:jinye:archives:package"><编号>WX-1</编号><名称>外来</名称><全宗号>F700</全宗号>\
                <创建单位>外单位</创建单位><创建时间>2026-01-05T09:00:00+08:00</创建时间><件数>1</件数>""");
        parts.forEach((path, content) -> manifest.append(
                "<文件 路径=\"%s\" 大小=\"%d\" SM3=\"%s\"/>".formatted(path, content.length, Digests.sm3Hex(content))));
        var bytes = manifest.append("</档案信息包>").toString().getBytes(StandardCharsets.UTF_8);
        var all = new LinkedHashMap<>(parts);
        all.put("manifest.xml", bytes);
        if (signed) {
            all.put(
                    "signature.p7s",
                    signing.signMessage(Holder.unit(bureau.unit("43000000")), Family.SM2, bytes, false));
        }
        return zipped(all);
    }

    private static byte[] zipped(Map<String, byte[]> entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var entry : entries.entrySet()) {
                var named = new ZipEntry(entry.getKey());
                named.setTime(1_767_225_600_000L);
                zip.putNextEntry(named);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> unzipped(byte[] bytes) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private Visitor.Answer arrive(byte[] content) {
        var receiver = receiver();
        return receiver.post(AT + "receptions", json(Map.of("file", receiver.upload("外来档案包.zip", content))));
    }

    private long arrived(byte[] content) {
        return done(arrive(content)).json().path("id").asLong();
    }

    /** What the uploads refuse has no id. */
    private boolean uploadRefused(byte[] content) {
        return receiver().upload("外来档案包.zip", content) == 0;
    }

    private tools.jackson.databind.JsonNode view(long reception) {
        return done(receiver().get(AT + "receptions/" + reception)).json();
    }

    private Visitor archivist() {
        return visitor(port, "pengfang");
    }

    private Visitor receiver() {
        return visitor(port, "zengmin");
    }
}
