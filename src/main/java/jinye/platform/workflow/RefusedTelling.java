package jinye.platform.workflow;

/** What says no where others are told: copies, circulation, urging, notes and what one follows. */
final class RefusedTelling {

    private RefusedTelling() {}

    static Refused nobodyToCopy() {
        return Refused.field("/people", "nobody-to-copy");
    }

    static Refused mayNotShare() {
        return Refused.forbidden("may-not-share");
    }

    static Refused circulatedAlready(String names) {
        return Refused.conflict("circulated-already", names);
    }

    static Refused urgedRecently(String when) {
        return Refused.conflict("urged-recently", when);
    }

    static Refused nobodyToUrge() {
        return Refused.conflict("nobody-to-urge");
    }

    static Refused sourceRequired() {
        return Refused.field("/source", "source-required");
    }

    static Refused urgingStages(int most) {
        return Refused.field("/stages", "urging-stages", most);
    }

    static Refused noSuchNote() {
        return Refused.absent("no-such-note");
    }

    static Refused subscribedAlready() {
        return Refused.conflict("subscribed-already");
    }

    static Refused noSuchSubscription() {
        return Refused.absent("no-such-subscription");
    }

    static Refused tooManySubscriptions(int most) {
        return Refused.conflict("too-many-subscriptions", most);
    }

    static Refused subscribeToOne() {
        return Refused.field("/node", "subscribe-to-one");
    }

    static Refused nothingToWaitFor(String what) {
        return Refused.conflict("nothing-to-wait-for", what);
    }
}
