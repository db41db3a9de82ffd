package jinye.platform.workflow;

import java.util.List;
import jinye.kernel.Refusal;

/**
 * The rules of handling that say no, to be read aloud; the sentences lie in messages.properties under the same words. Here are
 * those of sending and returning; what shares, waits, tells and acts for others has its own.
 */
final class Refused extends Refusal {

    private final transient List<Fault> faults;

    private Refused(Kind kind, String rule, List<Fault> faults, Object... facts) {
        super(kind, "workflow." + rule, facts);
        this.faults = faults;
    }

    @Override
    public List<Fault> faults() {
        return faults;
    }

    static Refused conflict(String rule, Object... facts) {
        return new Refused(Kind.CONFLICT, rule, List.of(), facts);
    }

    static Refused field(String pointer, String rule, Object... facts) {
        return new Refused(Kind.INVALID, rule, List.of(Fault.at(pointer, "workflow." + rule, facts)), facts);
    }

    static Refused absent(String rule) {
        return new Refused(Kind.NOT_FOUND, rule, List.of());
    }

    static Refused forbidden(String rule, Object... facts) {
        return new Refused(Kind.FORBIDDEN, rule, List.of(), facts);
    }

    // what does not exist for this person

    static Refused noSuchMatter() {
        return absent("no-such-matter");
    }

    static Refused noSuchAssignment() {
        return absent("no-such-assignment");
    }

    static Refused noSuchCirculation() {
        return absent("no-such-circulation");
    }

    static Refused noSuchPhrase() {
        return absent("no-such-phrase");
    }

    // somebody was quicker, or it is not the time

    /** @param how one of handled, returned, withdrawn, transferred, cancelled, claimed */
    static Refused already(String how, String who, String when) {
        return conflict("already-" + how, who, when);
    }

    static Refused notYours(String node) {
        return forbidden("not-yours", node);
    }

    static Refused notYourTurn(String waitsFor) {
        return conflict("not-your-turn", waitsFor);
    }

    static Refused suspended() {
        return conflict("suspended");
    }

    static Refused over() {
        return conflict("over");
    }

    static Refused over(String node) {
        return conflict("node-over", node);
    }

    static Refused notOver() {
        return conflict("not-over");
    }

    static Refused notSuspended() {
        return conflict("not-suspended");
    }

    static Refused startedAlready(String title) {
        return conflict("started-already", title);
    }

    // sending

    static Refused noSuchDecision(String node, String decisions) {
        return field("/decision", "no-such-decision", node, decisions);
    }

    static Refused opinionRequired(String node) {
        return field("/opinion", "opinion-required", node);
    }

    static Refused assistantsFirst(String names) {
        return conflict("assistants-first", names);
    }

    static Refused nobody(String node, String post) {
        return conflict("nobody", node, post);
    }

    static Refused chooseHandlers(String nodeId, String node) {
        return field("/choices/" + nodeId, "choose-handlers", node);
    }

    static Refused chooseOne(String nodeId, String node) {
        return field("/choices/" + nodeId, "choose-one", node);
    }

    static Refused notToBeChosen(String nodeId, String node, String name) {
        return field("/choices/" + nodeId, "not-to-be-chosen", node, name);
    }

    static Refused noSuchPerson(String pointer) {
        return field(pointer, "no-such-person");
    }

    // returning and withdrawing

    static Refused notAllowedHere(String node, String verb) {
        return conflict("not-allowed-here", node, verb);
    }

    static Refused reasonRequired() {
        return field("/reason", "reason-required");
    }

    static Refused notPassed(String node) {
        return conflict("not-passed", node);
    }

    static Refused returnsOnlyTo(String node, String where) {
        return conflict("returns-only-to", node, where);
    }

    static Refused straightLeavesFork() {
        return conflict("straight-leaves-fork");
    }

    static Refused nothingToWithdraw() {
        return conflict("nothing-to-withdraw");
    }

    static Refused openedAlready(String who) {
        return conflict("opened-already", who);
    }

    static Refused tooLate() {
        return conflict("too-late");
    }

    // opinions and standing phrases

    static Refused inkUnreadable() {
        return field("/ink", "ink-unreadable");
    }

    static Refused inkTooLong(int most) {
        return field("/ink", "ink-too-long", most);
    }

    static Refused pageChanged() {
        return conflict("page-changed");
    }

    static Refused momentOutside(long days) {
        return field("/at", "moment-outside", days);
    }

    static Refused notScheduled() {
        return conflict("not-scheduled");
    }

    static Refused phraseKnown() {
        return conflict("phrase-known");
    }

    static Refused tooManyPhrases(int most) {
        return conflict("too-many-phrases", most);
    }
}
