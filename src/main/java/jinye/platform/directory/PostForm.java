package jinye.platform.directory;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What one writes about a post. @param rank order among colleagues, the smallest first. @param headcount 编制: how many may hold it */
record PostForm(
        @NotNull String code,
        @NotBlank @Size(max = 30) String title,
        @NotNull PostCategory category,
        int rank,
        int headcount) {

    void check() {
        boolean one = category == PostCategory.PRINCIPAL || category == PostCategory.HEAD;
        new FormCheck()
                .need(code.matches("[A-Z0-9]{2,12}"), "/code", "directory.post-code-shape")
                .need(rank >= 1 && rank <= 1_000, "/rank", "directory.rank-range")
                .need(headcount >= 1 && headcount <= 1_000, "/headcount", "directory.headcount-range")
                .need(!one || headcount == 1, "/headcount", "directory.head-is-one", category.term())
                .done();
    }
}
