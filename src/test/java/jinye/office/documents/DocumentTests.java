package jinye.office.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import jinye.kernel.Actor;
import jinye.office.documents.rules.ProposalSample;
import jinye.platform.numbering.TakenNumber;
import org.junit.jupiter.api.Test;

/** What a document allows in which state. */
class DocumentTests {

    private static final Instant NOW = Instant.parse("2026-11-24T02:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Actor DRAFTER = actor(1, "李敏");
    private static final Actor KEEPER = actor(2, "唐丽");

    @Test
    void everyStateOfAFlowCanBeReachedAndLeft() {
        for (var state : DocumentState.values()) {
            if (state != DocumentState.first(state.flow()) && state != DocumentState.S10) {
                assertThat(DocumentState.values())
                        .as("some state leads to %s", state)
                        .anyMatch(before -> before != state && before.canBecome(state));
            }
            assertThat(state.isFinal())
                    .as("%s", state)
                    .isEqualTo(java.util.Arrays.stream(DocumentState.values()).noneMatch(state::canBecome));
        }
    }

    @Test
    void nothingMovesFromOneFlowToAnother() {
        assertThat(DocumentState.D10.canBecome(DocumentState.M20)).isFalse();
        assertThat(DocumentState.at(Flow.MEMO, "leader")).isEqualTo(DocumentState.M40);
        assertThat(DocumentState.at(Flow.OUTGOING, "leader")).isEqualTo(DocumentState.D35);
    }

    @Test
    void aDocumentIsSignedOnce() {
        var document = at(DocumentState.D40);
        sign(document);

        assertThatExceptionOfType(DocumentRefused.AlreadySigned.class).isThrownBy(() -> sign(document));
    }

    @Test
    void whatComesBackToTheSignerIsNotSignedAnyMore() {
        var document = at(DocumentState.D40);
        sign(document);
        document.arrive(DocumentState.D50);
        document.arrive(DocumentState.D40);

        assertThat(document.signature).isNull();
        assertThat(document.issueDate).isNull();
    }

    @Test
    void onlySignedAndNumberedDocumentsAreSealed() {
        var document = at(DocumentState.D40);
        assertThatExceptionOfType(DocumentRefused.NotSigned.class).isThrownBy(() -> document.seal(KEEPER, NOW));
        sign(document);
        assertThatExceptionOfType(DocumentRefused.NotNumbered.class).isThrownBy(() -> document.seal(KEEPER, NOW));
        number(document);
        assertThatExceptionOfType(DocumentRefused.WrongState.class).isThrownBy(() -> document.seal(KEEPER, NOW));
    }

    @Test
    void aDrafterDoesNotSealTheOwnDocument() {
        var document = readyToSeal(List.of());

        assertThatExceptionOfType(DocumentRefused.DrafterMayNotSeal.class)
                .isThrownBy(() -> document.seal(DRAFTER, NOW));
    }

    @Test
    void aPaperWithMissingCharactersIsNotSealed() {
        var document = readyToSeal(List.of("𠮷"));

        assertThatExceptionOfType(DocumentRefused.GlyphsMissing.class)
                .isThrownBy(() -> document.seal(KEEPER, NOW))
                .satisfies(refusal -> assertThat(refusal.facts()).containsExactly("𠮷"));
    }

    @Test
    void aDocumentIsSealedOnce() {
        var document = readyToSeal(List.of());
        document.seal(KEEPER, NOW);

        assertThatExceptionOfType(DocumentRefused.AlreadySealed.class).isThrownBy(() -> document.seal(KEEPER, NOW));
    }

    @Test
    void aSignedTextIsFrozen() {
        var document = at(DocumentState.D40);
        sign(document);
        document.arrive(DocumentState.D50);

        assertThatExceptionOfType(DocumentRefused.Frozen.class)
                .isThrownBy(() -> document.edit(document.elements, DRAFTER, NOW));
    }

    @Test
    void aFiledDocumentChangesForNobody() {
        var document = at(DocumentState.D98);
        document.file("430000·WS·2026-D30-BGS-0001", NOW);

        assertThatExceptionOfType(DocumentRefused.Filed.class).isThrownBy(() -> document.file("x", NOW));
        assertThatExceptionOfType(DocumentRefused.Filed.class)
                .isThrownBy(() -> document.edit(document.elements, DRAFTER, NOW));
        assertThatExceptionOfType(DocumentRefused.Filed.class)
                .isThrownBy(() -> document.makeVoid(new Voiding("VOID", "错误", NOW)));
    }

    @Test
    void aVoidDocumentIsNotHandledAnyMore() {
        var document = at(DocumentState.D30);
        document.makeVoid(new Voiding("VOID", "重复发文", NOW));

        assertThat(document.state).isEqualTo(DocumentState.D00);
        assertThatExceptionOfType(DocumentRefused.Void.class).isThrownBy(() -> sign(document));
    }

    private static Document document(ProposalSample sample) {
        return new Document(
                1,
                0,
                Flow.OUTGOING,
                origin(),
                DocumentState.D60,
                sample.proposal().elements(),
                NOW,
                "李敏");
    }

    private static Document at(DocumentState state) {
        return new Document(
                1,
                0,
                state.flow(),
                origin(),
                state,
                ProposalSample.notice().proposal().elements(),
                NOW,
                "李敏");
    }

    private static Document readyToSeal(List<String> missing) {
        var document = at(DocumentState.D40);
        sign(document);
        document.arrive(DocumentState.D50);
        number(document);
        document.arrive(DocumentState.D60);
        document.arrive(DocumentState.D70);
        document.print(new Document.Printed(7, missing, TODAY));
        document.arrive(DocumentState.D80);
        return document;
    }

    private static void sign(Document document) {
        document.sign(new Document.Signature(3, "刘志远", "同意。", TODAY, NOW, "hash"), TODAY);
    }

    private static void number(Document document) {
        if (document.state == DocumentState.D40) {
            document.arrive(DocumentState.D50);
        }
        document.number(new TakenNumber("湘烟专", 2026, 12, "湘烟专〔2026〕12号"));
    }

    private static Document.Origin origin() {
        return new Document.Origin(1, "湖南省烟草专卖局", 9, "专卖监督管理处", "ZMC", 1, "李敏", NOW);
    }

    private static Actor actor(long person, String name) {
        return new Actor(person, name, 1, "", 9, "", 1, "湖南省烟草专卖局", Set.of(), Set.of());
    }
}
