package jinye.platform.seals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.enumerations.SignatureForm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import jinye.platform.papers.ArchiveCheck;
import jinye.platform.papers.OfdSample;
import jinye.safeguard.certificates.Certificates;
import jinye.safeguard.certificates.Holder;
import jinye.safeguard.certificates.OpenSsl;
import jinye.safeguard.certificates.Signing;
import jinye.safeguard.cryptography.Family;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import jinye.sample.Visitor;
import org.apache.pdfbox.Loader;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What a validator of somebody else says of our signed PDF files: the reference implementation of ETSI EN 319 102-1 (EU DSS), with our
 * roots trusted and our published lists of revoked certificates.
 */
@JinyeTest
class OutsideValidationTests {

    private static final byte[] PDF = OfdSample.pdf();

    @Autowired
    SampleBureau bureau;

    @Autowired
    Signing signing;

    @Autowired
    Certificates certificates;

    @Autowired
    PdfSignatures signatures;

    @LocalServerPort
    int port;

    @ParameterizedTest
    @EnumSource(names = {"RSA", "ECDSA"})
    void itBelievesSignatureCertificatesAndTimestamp(Family family) {
        var report = validated(signed(family)).getSimpleReport();

        var id = report.getFirstSignatureId();
        assertThat(report.getIndication(id)).as(explained(report, id)).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(report.getSignatureFormat(id)).isEqualTo(SignatureLevel.PAdES_BASELINE_T);
        assertThat(report.getSignatureTimestamps(id)).hasSize(1);
        assertThat(report.getSignatureTimestamps(id).getFirst().getIndication()).isEqualTo(Indication.PASSED);
    }

    @Test
    void aChangedByteIsNamed() {
        var signed = signed(Family.RSA);
        signed[200] ^= 1;

        var report = validated(signed).getSimpleReport();

        var id = report.getFirstSignatureId();
        assertThat(report.getIndication(id)).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.getSubIndication(id)).isEqualTo(SubIndication.HASH_FAILURE);
    }

    @Test
    void itBelievesEverySealOfAFileThatSeveralOrgansSignedInTurn() {
        var other = signing.signer(Holder.unit(bureau.unit("43018200")), Family.RSA);
        var twice = signatures.sign(signed(Family.RSA), "宁乡市烟草专卖局", "联合用印", other);

        var report = validated(twice).getSimpleReport();

        assertThat(report.getSignatureIdList())
                .hasSize(2)
                .allSatisfy(id -> assertThat(report.getIndication(id))
                        .as(explained(report, id))
                        .isEqualTo(Indication.TOTAL_PASSED));
    }

    /** SM2 has no ETSI profile: DSS finds the signature and stops at SM3 without saying anything. */
    @Test
    void itFindsAnSm2SignatureButCannotSayWhetherItIsValid() {
        var validator = validator(signed(Family.SM2));

        assertThat(validator.getSignatures())
                .extracting(one -> one.getSignatureForm())
                .containsExactly(SignatureForm.PKCS7);
        assertThatThrownBy(validator::validateDocument).hasMessageContaining(GMObjectIdentifiers.sm3.getId());
    }

    @Test
    void openSslBelievesAnSm2SignatureAndItsDigest(@TempDir Path folder) throws Exception {
        var pdf = signed(Family.SM2);
        var openssl = new OpenSsl(folder);
        SignerInformation signer;
        try (var document = Loader.loadPDF(pdf)) {
            var signature = document.getSignatureDictionaries().getFirst();
            openssl.write("content", signature.getSignedContent(pdf));
            try (var contents = new ASN1InputStream(signature.getContents(pdf))) {
                signer = new CMSSignedData(contents.readObject().getEncoded())
                        .getSignerInfos()
                        .iterator()
                        .next();
            }
        }
        openssl.write("attributes", signer.getEncodedSignedAttributes());
        openssl.write("value", signer.getSignature());
        openssl.write(
                "one.pem",
                signing.signer(Holder.unit(bureau.unit("43010000")), Family.SM2).certificate());
        openssl.must("x509", "-in", "one.pem", "-pubkey", "-noout", "-out", "key.pem");

        var words = "pkeyutl -verify -pubin -inkey key.pem -in attributes -rawin -digest sm3 -sigfile value";
        assertThat(openssl.must((words + " -pkeyopt distid:1234567812345678").split(" ")))
                .contains("Verified Successfully");
        var digest = signer.getSignedAttributes()
                .get(CMSAttributes.messageDigest)
                .getAttrValues()
                .getObjectAt(0);
        assertThat(openssl.must("dgst", "-sm3", "-r", "content"))
                .startsWith(HexFormat.of()
                        .formatHex(ASN1OctetString.getInstance(digest).getOctets()));
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void aSignedFileIsStillFitForKeeping(Family family) {
        assertThat(ArchiveCheck.faults(signed(family))).isEmpty();
    }

    private byte[] signed(Family family) {
        var signer = signing.signer(Holder.unit(bureau.unit("43010000")), family);
        return signatures.sign(PDF, "长沙市烟草专卖局", "用印", signer);
    }

    private Reports validated(byte[] pdf) {
        return validator(pdf).validateDocument();
    }

    private SignedDocumentValidator validator(byte[] pdf) {
        var trusted = new CommonTrustedCertificateSource();
        var lists = new HashSet<String>();
        for (var family : List.of(Family.RSA, Family.ECDSA)) {
            var chain = certificates.authorities(family);
            trusted.addCertificate(new CertificateToken(chain.getLast()));
            lists.add(list(chain.getFirst()));
            lists.add(list(
                    signing.signer(Holder.unit(bureau.unit("43010000")), family).certificate()));
        }
        var visitor = Visitor.at(port);
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setCrlSource(new ExternalResourcesCRLSource(lists.stream()
                .map(path -> new InMemoryDocument(visitor.bytes(path)))
                .toArray(InMemoryDocument[]::new)));
        var validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf, "sealed.pdf"));
        validator.setCertificateVerifier(verifier);
        return validator;
    }

    /** Where the certificate says its list is. */
    private static String list(X509Certificate certificate) {
        var bytes = ASN1OctetString.getInstance(certificate.getExtensionValue(Extension.cRLDistributionPoints.getId()));
        var point = CRLDistPoint.getInstance(bytes.getOctets())
                .getDistributionPoints()[0]
                .getDistributionPoint();
        return URI.create(GeneralNames.getInstance(point.getName())
                        .getNames()[0]
                        .getName()
                        .toString())
                .getPath();
    }

    private static String explained(SimpleReport report, String id) {
        return report.getSubIndication(id) + " " + report.getAdESValidationErrors(id) + " "
                + report.getAdESValidationWarnings(id);
    }
}
