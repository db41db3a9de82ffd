package jinye.platform.workflow;

/** What says no where one acts for another: by delegation, by dictation, or because the work was handed over. */
final class RefusedForOthers {

    private RefusedForOthers() {}

    static Refused noSuchDelegation() {
        return Refused.absent("no-such-delegation");
    }

    static Refused notToOneself() {
        return Refused.field("/substitute", "not-to-oneself");
    }

    static Refused periodBackwards() {
        return Refused.field("/until", "period-backwards");
    }

    static Refused delegatedAlready(String name, String from, String until) {
        return Refused.conflict("delegated-already", name, from, until);
    }

    static Refused notOnesOwnSecretary() {
        return Refused.field("/secretary", "not-ones-own-secretary");
    }

    static Refused secretaryAlready(String name) {
        return Refused.conflict("secretary-already", name);
    }

    static Refused noSuchSecretary() {
        return Refused.absent("no-such-secretary");
    }

    static Refused noSuchDictation() {
        return Refused.absent("no-such-dictation");
    }

    static Refused mayNotHandOver() {
        return Refused.forbidden("may-not-hand-over");
    }

    static Refused handOverToOneself() {
        return Refused.field("/to", "hand-over-to-oneself");
    }

    static Refused nothingToHandOver() {
        return Refused.conflict("nothing-to-hand-over");
    }

    static Refused noSuchHandOver() {
        return Refused.absent("no-such-hand-over");
    }

    static Refused undoTooLate() {
        return Refused.conflict("undo-too-late");
    }

    static Refused stillHandles(String name, int number, String listed) {
        return Refused.conflict("still-handles", name, number, listed);
    }
}
