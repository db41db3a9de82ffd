package jinye.platform.workflow;

import java.util.List;
import jinye.kernel.Refusal;

/** The rules of handling that say no, to be read aloud; the sentences lie in messages.properties under the same words. */
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

    private static Refused conflict(String rule, Object... facts) {
        return new Refused(Kind.CONFLICT, rule, List.of(), facts);
    }

    private static Refused field(String pointer, String rule, Object... facts) {
        return new Refused(Kind.INVALID, rule, List.of(Fault.at(pointer, "workflow." + rule, facts)), facts);
    }

    // what does not exist for this person

    static Refused noSuchMatter() {
        return new Refused(Kind.NOT_FOUND, "no-such-matter", List.of());
    }

    static Refused noSuchAssignment() {
        return new Refused(Kind.NOT_FOUND, "no-such-assignment", List.of());
    }

    static Refused noSuchCirculation() {
        return new Refused(Kind.NOT_FOUND, "no-such-circulation", List.of());
    }

    static Refused noSuchDelegation() {
        return new Refused(Kind.NOT_FOUND, "no-such-delegation", List.of());
    }

    static Refused noSuchPhrase() {
        return new Refused(Kind.NOT_FOUND, "no-such-phrase", List.of());
    }

    // somebody was quicker

    /** @param how one of handled, returned, withdrawn, transferred, cancelled, claimed */
    static Refused already(String how, String who, String when) {
        return conflict("already-" + how, who, when);
    }

    static Refused notYours(String node) {
        return new Refused(Kind.FORBIDDEN, "not-yours", List.of(), node);
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

    // waiting without people

    static Refused noDate(String node, String fact) {
        return conflict("no-date", node, fact);
    }

    static Refused noRecord(String node, String fact) {
        return conflict("no-record", node, fact);
    }

    static Refused noList(String node, String fact) {
        return conflict("no-list", node, fact);
    }

    static Refused tooManyParts(String node, int parts, int most) {
        return conflict("too-many-parts", node, parts, most);
    }

    static Refused tooDeep(String node, int most) {
        return conflict("too-deep", node, most);
    }

    static Refused noSuchService(String name) {
        return conflict("no-such-service", name);
    }

    static Refused noSuchTrigger() {
        return new Refused(Kind.NOT_FOUND, "no-such-trigger", List.of());
    }

    static Refused notFailed() {
        return conflict("not-failed");
    }

    static Refused heldByParent() {
        return conflict("held-by-parent");
    }

    static Refused parentWentOn() {
        return conflict("parent-went-on");
    }

    static Refused partsSent() {
        return conflict("parts-sent");
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

    // sharing work

    static Refused alreadyThere(String name) {
        return conflict("already-there", name);
    }

    static Refused notAddedByYou() {
        return conflict("not-added-by-you");
    }

    static Refused noPool(String node) {
        return conflict("no-pool", node);
    }

    static Refused notClaimed() {
        return conflict("not-claimed");
    }

    static Refused notAmongThem(String name) {
        return conflict("not-among-them", name);
    }

    static Refused participantDone(String name) {
        return conflict("participant-done", name);
    }

    static Refused lastParticipant(String node) {
        return conflict("last-participant", node);
    }

    static Refused notCountersign(String node) {
        return conflict("not-countersign", node);
    }

    static Refused mayNotChangeParticipants() {
        return new Refused(Kind.FORBIDDEN, "may-not-change-participants", List.of());
    }

    static Refused departmentWithoutHead(String department) {
        return field("/departments", "department-without-head", department);
    }

    static Refused nobodyChosen() {
        return field("/people", "nobody-chosen");
    }

    static Refused notInPool(String name) {
        return conflict("not-in-pool", name);
    }

    static Refused mayNotAssign() {
        return new Refused(Kind.FORBIDDEN, "may-not-assign", List.of());
    }

    static Refused queueEmpty() {
        return conflict("queue-empty");
    }

    // telling others

    static Refused nobodyToCopy() {
        return field("/people", "nobody-to-copy");
    }

    static Refused mayNotShare() {
        return new Refused(Kind.FORBIDDEN, "may-not-share", List.of());
    }

    static Refused circulatedAlready(String names) {
        return conflict("circulated-already", names);
    }

    static Refused urgedRecently(String when) {
        return conflict("urged-recently", when);
    }

    static Refused nobodyToUrge() {
        return conflict("nobody-to-urge");
    }

    // delegating

    static Refused notToOneself() {
        return field("/substitute", "not-to-oneself");
    }

    static Refused periodBackwards() {
        return field("/until", "period-backwards");
    }

    static Refused delegatedAlready(String name, String from, String until) {
        return conflict("delegated-already", name, from, until);
    }

    // opinions

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

    static Refused notOnesOwnSecretary() {
        return field("/secretary", "not-ones-own-secretary");
    }

    static Refused secretaryAlready(String name) {
        return conflict("secretary-already", name);
    }

    static Refused noSuchSecretary() {
        return new Refused(Kind.NOT_FOUND, "no-such-secretary", List.of());
    }

    static Refused noSuchDictation() {
        return new Refused(Kind.NOT_FOUND, "no-such-dictation", List.of());
    }

    // handing over, urging

    static Refused mayNotHandOver() {
        return new Refused(Kind.FORBIDDEN, "may-not-hand-over", List.of());
    }

    static Refused handOverToOneself() {
        return field("/to", "hand-over-to-oneself");
    }

    static Refused nothingToHandOver() {
        return conflict("nothing-to-hand-over");
    }

    static Refused noSuchHandOver() {
        return new Refused(Kind.NOT_FOUND, "no-such-hand-over", List.of());
    }

    static Refused undoTooLate() {
        return conflict("undo-too-late");
    }

    static Refused stillHandles(String name, int number, String listed) {
        return conflict("still-handles", name, number, listed);
    }

    static Refused sourceRequired() {
        return field("/source", "source-required");
    }

    static Refused urgingStages(int most) {
        return field("/stages", "urging-stages", most);
    }

    // following

    static Refused noSuchNote() {
        return new Refused(Kind.NOT_FOUND, "no-such-note", List.of());
    }

    static Refused subscribedAlready() {
        return conflict("subscribed-already");
    }

    static Refused noSuchSubscription() {
        return new Refused(Kind.NOT_FOUND, "no-such-subscription", List.of());
    }

    static Refused tooManySubscriptions(int most) {
        return conflict("too-many-subscriptions", most);
    }

    static Refused subscribeToOne() {
        return field("/node", "subscribe-to-one");
    }

    static Refused nothingToWaitFor(String what) {
        return conflict("nothing-to-wait-for", what);
    }

    // together

    static Refused tooManyTogether(int most) {
        return field("/assignments", "too-many-together", most);
    }

    static Refused phraseKnown() {
        return conflict("phrase-known");
    }

    static Refused tooManyPhrases(int most) {
        return conflict("too-many-phrases", most);
    }
}
