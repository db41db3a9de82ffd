package jinye.platform.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a proposal would do: give or take a role in a unit, or a data scope (数据范围), which lets somebody read what a unit or one
 * of its departments may read; or appoint somebody to a post, or change the category of a post, since posts carry roles.
 *
 * @param person 0 for a change of a post
 * @param lastDay the last day it is to hold; null means until it is taken
 */
record RightsChange(
        Sort sort,
        long person,
        @Nullable String role,
        long unit,
        @Nullable Long department,
        @Nullable LocalDate lastDay,
        @Nullable OfPost post) {

    /**
     * @param main of an appointment: whether the post becomes the primary one
     * @param category of an appointment what the post is, of a change of a post what it would become
     */
    record OfPost(long id, boolean main, PostCategory category) {}

    enum Sort {
        GIVE_ROLE,
        TAKE_ROLE,
        GIVE_SCOPE,
        TAKE_SCOPE,
        APPOINT,
        CHANGE_POST;

        boolean gives() {
            return this == GIVE_ROLE || this == GIVE_SCOPE;
        }

        boolean ofRole() {
            return this == GIVE_ROLE || this == TAKE_ROLE;
        }

        boolean ofPost() {
            return this == APPOINT || this == CHANGE_POST;
        }

        /** 三员分立: rights are the security administrator's to propose, posts the system administrator's. */
        String proposedWith() {
            return ofPost() ? "directory.manage" : "directory.assign-roles";
        }

        String approvedWith() {
            return ofPost() ? RightsProposals.APPROVE_POSTS : RightsProposals.APPROVE;
        }

        /** Under which the journal keeps it when it takes effect. */
        String act() {
            return switch (this) {
                case GIVE_ROLE -> "directory.give-role";
                case TAKE_ROLE -> "directory.take-role";
                case GIVE_SCOPE -> "directory.give-scope";
                case TAKE_SCOPE -> "directory.take-scope";
                case APPOINT -> "directory.appoint";
                case CHANGE_POST -> "directory.change-post";
            };
        }
    }

    RightsChange(
            Sort sort,
            long person,
            @Nullable String role,
            long unit,
            @Nullable Long department,
            @Nullable LocalDate lastDay) {
        this(sort, person, role, unit, department, lastDay, null);
    }

    OfPost ofPost() {
        if (post == null) {
            throw new IllegalStateException("a change of rights names no post");
        }
        return post;
    }
}
