package jinye.platform.directory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a proposal would do: give or take a role in a unit, or a data scope (数据范围), which lets somebody read what a unit or one
 * of its departments may read.
 *
 * @param lastDay the last day it is to hold; null means until it is taken
 */
record RightsChange(
        Sort sort,
        long person,
        @Nullable String role,
        long unit,
        @Nullable Long department,
        @Nullable LocalDate lastDay) {

    enum Sort {
        GIVE_ROLE,
        TAKE_ROLE,
        GIVE_SCOPE,
        TAKE_SCOPE;

        boolean gives() {
            return this == GIVE_ROLE || this == GIVE_SCOPE;
        }

        boolean ofRole() {
            return this == GIVE_ROLE || this == TAKE_ROLE;
        }

        /** Under which the journal keeps it when it takes effect. */
        String act() {
            return switch (this) {
                case GIVE_ROLE -> "directory.give-role";
                case TAKE_ROLE -> "directory.take-role";
                case GIVE_SCOPE -> "directory.give-scope";
                case TAKE_SCOPE -> "directory.take-scope";
            };
        }
    }
}
