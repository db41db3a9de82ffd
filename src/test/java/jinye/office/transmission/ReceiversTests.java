package jinye.office.transmission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jinye.kernel.Urgency;
import jinye.office.documents.DocumentSnapshot;
import jinye.platform.directory.Directory;
import jinye.sample.JinyeTest;
import jinye.sample.SampleBureau;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who may be sent what. */
@JinyeTest
class ReceiversTests {

    @Autowired
    private Receivers receivers;

    @Autowired
    private SampleBureau bureau;

    @Autowired
    private Directory directory;

    @Test
    void aRequestGoesToOneSuperiorOnly() {
        long changsha = bureau.unit("43010000");
        long province = bureau.unit("43000000");
        var request = document("11", changsha);

        assertThatExceptionOfType(Receivers.OneSuperiorOnly.class)
                .isThrownBy(() ->
                        receivers.of(to(List.of(province, bureau.unit("43020000")), List.of(), null), request));
        assertThat(receivers.of(to(List.of(province), List.of(bureau.unit("43020000")), null), request))
                .hasSize(2)
                .containsValues(EnvelopeRole.MAIN, EnvelopeRole.COPY);
    }

    @Test
    void aLevelIsSkippedOnlyWithAReasonOrTogetherWithTheLevelBetween() {
        long province = bureau.unit("43000000");
        long county = bureau.unit("43018200");
        long changsha = bureau.unit("43010000");
        var up = document("08", county);
        var down = document("08", province);

        assertThatExceptionOfType(Receivers.LevelSkipped.class)
                .isThrownBy(() -> receivers.of(to(List.of(province), List.of(), null), up));
        assertThatExceptionOfType(Receivers.LevelSkipped.class)
                .isThrownBy(() -> receivers.of(to(List.of(county), List.of(), " "), down));
        assertThatNoException().isThrownBy(() -> receivers.of(to(List.of(province), List.of(), "发生重大突发事件"), up));
        assertThatNoException().isThrownBy(() -> receivers.of(to(List.of(changsha, county), List.of(), null), down));
        assertThatNoException().isThrownBy(() -> receivers.of(to(List.of(changsha), List.of(), null), up));
    }

    @Test
    void aUnitNamedTwiceGetsOneEnvelopeAsTheOneWhoActs() {
        long changsha = bureau.unit("43010000");

        var to = receivers.of(
                to(List.of(changsha, changsha), List.of(changsha), null), document("08", bureau.unit("43000000")));

        assertThat(to).hasSize(1).containsValue(EnvelopeRole.MAIN);
    }

    @Test
    void nobodyAnUnknownUnitAndOneselfAreRefused() {
        long province = bureau.unit("43000000");
        var document = document("08", province, List.of(bureau.unit("43010000")));

        assertThatExceptionOfType(Receivers.NoReceiver.class)
                .isThrownBy(() -> receivers.of(to(List.of(), List.of(bureau.unit("43010000")), null), document));
        assertThatExceptionOfType(Receivers.NoReceiver.class)
                .isThrownBy(() -> receivers.of(to(List.of(), List.of(), null), document));
        assertThatExceptionOfType(Receivers.UnknownReceiver.class)
                .isThrownBy(() -> receivers.of(to(List.of(-7L), List.of(), null), document));
        assertThatExceptionOfType(Receivers.ToItself.class)
                .isThrownBy(() -> receivers.of(to(List.of(province), List.of(), null), document));
    }

    @Test
    void aDocumentThatNamesNobodyMayGoToUnitsAsCopies() {
        long changsha = bureau.unit("43010000");

        var to = receivers.of(
                to(List.of(), List.of(changsha), null), document("01", bureau.unit("43000000"), List.of()));

        assertThat(to).hasSize(1).containsValue(EnvelopeRole.COPY);
    }

    private static SendDocument to(List<Long> main, List<Long> copies, @Nullable String reason) {
        return new SendDocument(1, main, copies, reason);
    }

    private DocumentSnapshot document(String kind, long unit) {
        return document(kind, unit, List.of());
    }

    private DocumentSnapshot document(String kind, long unit, List<Long> mainTo) {
        return new DocumentSnapshot(
                1,
                "outgoing",
                "D90",
                "分发",
                kind,
                kind.equals("11") ? "请示" : "通知",
                "关于某事",
                "某〔2026〕1号",
                Urgency.PLAIN,
                "OPEN",
                unit,
                directory.unit(unit).name(),
                1,
                "BGS",
                "某人",
                List.of(),
                null,
                LocalDate.of(2026, 3, 5),
                mainTo,
                List.of(),
                null,
                "正文",
                1L,
                null,
                List.of(),
                true,
                Set.of());
    }
}
