package jinye.safeguard.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import jinye.kernel.Refusal;
import jinye.safeguard.cryptography.Family;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The front doors as other modules use them: signing, judging, stamping. */
@JinyeTest
class SigningTests {

    private static final byte[] TEXT = "关于印发专卖管理办法的通知".getBytes(StandardCharsets.UTF_8);

    @Autowired
    SampleBureau bureau;

    @Autowired
    Signing signing;

    @Autowired
    Validation validation;

    @Autowired
    Timestamps timestamps;

    @Autowired
    Certificates certificates;

    @Autowired
    CertificateDesk desk;

    @ParameterizedTest
    @EnumSource(Family.class)
    void whatAUnitSignedIsBelievedAndACommaLessIsNot(Family family) {
        var unit = Holder.unit(bureau.unit("43010000"));

        var signed = signing.sign(unit, family, TEXT);

        assertThat(Signing.verify(signed.by().certificate(), TEXT, signed.value()))
                .isTrue();
        assertThat(Signing.verify(signed.by().certificate(), "别的".getBytes(StandardCharsets.UTF_8), signed.value()))
                .isFalse();
        var verdict = validation.judge(signed.by().certificate(), signed.chain(), Purpose.EXCHANGE);
        assertThat(verdict.failure()).isEmpty();
        assertThat(verdict.holder()).contains(unit);
        assertThat(verdict.path()).hasSize(3);
        assertThat(verdict.checks()).extracting(Verdict.Check::step).isSorted();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void aMessageCarriesItsSignerAndIsJudgedWhole(Family family) {
        var unit = Holder.unit(bureau.unit("43018200"));

        var inside = signing.signMessage(unit, family, TEXT, true);
        var beside = signing.signMessage(unit, family, TEXT, false);

        assertThat(validation.judgeMessage(inside, null, Purpose.SIGNATURE, null))
                .allMatch(Validation.JudgedSigner::valid);
        assertThat(validation.judgeMessage(beside, TEXT, Purpose.SIGNATURE, null))
                .allMatch(Validation.JudgedSigner::valid);
        assertThat(validation.judgeMessage(beside, "别的".getBytes(StandardCharsets.UTF_8), Purpose.SIGNATURE, null))
                .noneMatch(Validation.JudgedSigner::intact);
    }

    @Test
    void aTimestampProvesWhenAndOverWhat() {
        var before = Instant.now().minusSeconds(2);

        var token = timestamps.stamp(TEXT);

        var judged = timestamps.judge(token, TEXT);
        assertThat(judged.valid()).as(String.valueOf(judged)).isTrue();
        assertThat(judged.at()).isBetween(before, Instant.now().plusSeconds(2));
        assertThat(timestamps.judge(token, new byte[] {1}).valid()).isFalse();
        token[token.length - 5] ^= 1;
        assertThat(timestamps.judge(token, TEXT).intact()).isFalse();
    }

    @Test
    void aPersonWhoLostTheirKeySignsNoMoreAndWhatTheySignedBeforeStays() {
        var actor = bureau.actor("yuanmei");
        var signed = signing.signAs(actor, TEXT);
        var before = Instant.now();

        desk.reportLoss(actor, signed.by().id(), "手机丢失");

        assertThatThrownBy(() -> signing.signAs(actor, TEXT))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("certificates.holder-suspended"));
        assertThat(validation
                        .judge(signed.by().certificate(), List.of(), Purpose.SIGNATURE, before)
                        .valid())
                .isTrue();
        assertThat(validation
                        .judge(signed.by().certificate(), List.of(), Purpose.SIGNATURE)
                        .failure())
                .hasValueSatisfying(failure -> {
                    assertThat(failure.step()).isEqualTo(Verdict.Step.REVOCATION);
                    assertThat(failure.sentence()).contains("暂停使用");
                });
    }
}
