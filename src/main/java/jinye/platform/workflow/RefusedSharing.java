package jinye.platform.workflow;

/** What says no where several share a step: whoever is asked along, takes from a pool, or handles many at once. */
final class RefusedSharing {

    private RefusedSharing() {}

    static Refused alreadyThere(String name) {
        return Refused.conflict("already-there", name);
    }

    static Refused notAddedByYou() {
        return Refused.conflict("not-added-by-you");
    }

    static Refused noPool(String node) {
        return Refused.conflict("no-pool", node);
    }

    static Refused notClaimed() {
        return Refused.conflict("not-claimed");
    }

    static Refused notAmongThem(String name) {
        return Refused.conflict("not-among-them", name);
    }

    static Refused participantDone(String name) {
        return Refused.conflict("participant-done", name);
    }

    static Refused lastParticipant(String node) {
        return Refused.conflict("last-participant", node);
    }

    static Refused notCountersign(String node) {
        return Refused.conflict("not-countersign", node);
    }

    static Refused mayNotChangeParticipants() {
        return Refused.forbidden("may-not-change-participants");
    }

    static Refused departmentWithoutHead(String department) {
        return Refused.field("/departments", "department-without-head", department);
    }

    static Refused nobodyChosen() {
        return Refused.field("/people", "nobody-chosen");
    }

    static Refused notInPool(String name) {
        return Refused.conflict("not-in-pool", name);
    }

    static Refused mayNotAssign() {
        return Refused.forbidden("may-not-assign");
    }

    static Refused queueEmpty() {
        return Refused.conflict("queue-empty");
    }

    static Refused tooManyTogether(int most) {
        return Refused.field("/assignments", "too-many-together", most);
    }
}
