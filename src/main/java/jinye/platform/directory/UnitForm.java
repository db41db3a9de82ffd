package jinye.platform.directory;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What one writes about a unit. See {@link Unit} for the meaning. */
record UnitForm(
        @NotNull String code,
        @NotBlank @Size(max = 60) String name,
        @NotBlank @Size(max = 30) String shortName,
        @NotNull String docMark,
        @NotBlank @Size(max = 20) String fonds,
        Unit.@NotNull Level level,
        @Nullable Long parent,
        @Nullable @Size(max = 30) String industryCode,
        @Nullable @Size(max = 18) String uscc,
        @Nullable @Size(max = 100) String address,
        @Nullable @Size(max = 30) String phone,
        @Nullable @Size(max = 6) String zipcode,
        int sort,
        @Nullable Long predecessor) {

    void check() {
        new FormCheck()
                .need(code.matches("\\d{8}"), "/code", "directory.unit-code-shape")
                .need(docMark.matches("[一-龥]{2,8}"), "/docMark", "directory.doc-mark-shape")
                .need(
                        uscc == null || uscc.isEmpty() || uscc.matches("[0-9A-HJ-NP-RTUWXY]{18}"),
                        "/uscc",
                        "directory.uscc-shape")
                .need(
                        zipcode == null || zipcode.isEmpty() || zipcode.matches("\\d{6}"),
                        "/zipcode",
                        "directory.zipcode-shape")
                .need(sort >= 0 && sort <= 100_000, "/sort", "web.invalid-value")
                .done();
    }
}
