package jinye.platform.directory;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What one writes about a department. @param code two to eight capital letters or digits, such as BGS */
record DepartmentForm(
        @NotNull String code,
        @NotBlank @Size(max = 40) String name,
        @Nullable Long parent,
        int sort) {

    void check() {
        new FormCheck()
                .need(code.matches("[A-Z][A-Z0-9]{1,7}"), "/code", "directory.department-code-shape")
                .need(sort >= 0 && sort <= 100_000, "/sort", "web.invalid-value")
                .done();
    }
}
