package jinye.platform.workflow;

/** What says no where a matter waits without people: for a date, a service, a message or other matters. */
final class RefusedWaiting {

    private RefusedWaiting() {}

    static Refused noDate(String node, String fact) {
        return Refused.conflict("no-date", node, fact);
    }

    static Refused noRecord(String node, String fact) {
        return Refused.conflict("no-record", node, fact);
    }

    static Refused noList(String node, String fact) {
        return Refused.conflict("no-list", node, fact);
    }

    static Refused tooManyParts(String node, int parts, int most) {
        return Refused.conflict("too-many-parts", node, parts, most);
    }

    static Refused tooDeep(String node, int most) {
        return Refused.conflict("too-deep", node, most);
    }

    static Refused noSuchService(String name) {
        return Refused.conflict("no-such-service", name);
    }

    static Refused noSuchTrigger() {
        return Refused.absent("no-such-trigger");
    }

    static Refused notFailed() {
        return Refused.conflict("not-failed");
    }

    static Refused heldByParent() {
        return Refused.conflict("held-by-parent");
    }

    static Refused parentWentOn() {
        return Refused.conflict("parent-went-on");
    }

    static Refused partsSent() {
        return Refused.conflict("parts-sent");
    }
}
