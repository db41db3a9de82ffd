package jinye.platform.workflow;

/** What says no where a branch is added or taken away. */
final class RefusedBranches {

    private RefusedBranches() {}

    static Refused noSuchBranch() {
        return Refused.absent("no-such-branch");
    }

    static Refused notUnderWay(String name) {
        return Refused.conflict("branch-not-under-way", name);
    }

    static Refused underWay(String name) {
        return Refused.conflict("branch-under-way", name);
    }

    /** The join would let the matter through though nobody said anything. */
    static Refused last(String name) {
        return Refused.conflict("last-branch", name);
    }

    static Refused over(String name) {
        return Refused.conflict("branches-over", name);
    }

    static Refused empty(String name) {
        return Refused.conflict("branch-empty", name);
    }

    static Refused askedAlready(String name) {
        return Refused.conflict("part-asked-already", name);
    }

    static Refused partOver(String name) {
        return Refused.conflict("part-over", name);
    }

    static Refused onePartOnly(String node) {
        return Refused.conflict("one-part-only", node);
    }

    static Refused nothingNamed() {
        return Refused.conflict("nothing-named");
    }
}
