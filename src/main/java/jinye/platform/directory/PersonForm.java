package jinye.platform.directory;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What one writes about a person. No more personal data than the work needs (个人信息保护法 art. 6). */
record PersonForm(
        @NotBlank @Size(max = 30) String name,
        @NotNull String staffNumber,
        int gender,
        @Nullable @Size(max = 30) String officePhone,
        @Nullable @Size(max = 30) String mobile,
        int sort) {

    static final String STAFF_NUMBER = "[0-9A-Za-z-]{3,20}";
    static final String NAME = "[\\p{IsHan}·A-Za-z ]{2,30}";
    static final String PHONE = "[0-9+() -]{3,30}";

    void check() {
        new FormCheck()
                .need(name.strip().matches(NAME), "/name", "directory.name-shape")
                .need(staffNumber.matches(STAFF_NUMBER), "/staffNumber", "directory.staff-number-shape")
                .need(gender == 0 || gender == 1 || gender == 2 || gender == 9, "/gender", "web.invalid-value")
                .need(isPhone(officePhone), "/officePhone", "directory.phone-shape")
                .need(isPhone(mobile), "/mobile", "directory.phone-shape")
                .need(sort >= 0 && sort <= 1_000_000, "/sort", "web.invalid-value")
                .done();
    }

    static boolean isPhone(@Nullable String text) {
        return text == null || text.isEmpty() || text.matches(PHONE);
    }
}
