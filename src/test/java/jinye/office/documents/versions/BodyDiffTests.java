package jinye.office.documents.versions;

import static org.assertj.core.api.Assertions.assertThat;

import jinye.office.documents.text.Body;
import jinye.office.documents.versions.BodyDiff.Change;
import org.junit.jupiter.api.Test;

class BodyDiffTests {

    @Test
    void aDiffShowsRunsOfCharacters() {
        var before = Body.paragraphs("零售点间距不少于50米。\n本通知自印发之日起施行。");
        var after = Body.paragraphs("零售点间距不少于30米。\n请认真执行。\n本通知自印发之日起施行。");

        var diff = BodyDiff.between(before, after);

        assertThat(diff).extracting(BodyDiff.DiffBlock::change).containsExactly(Change.KEPT, Change.ADDED, Change.KEPT);
        assertThat(diff.getFirst().parts())
                .containsExactly(
                        new BodyDiff.DiffPart(Change.KEPT, "零售点间距不少于"),
                        new BodyDiff.DiffPart(Change.REMOVED, "5"),
                        new BodyDiff.DiffPart(Change.ADDED, "3"),
                        new BodyDiff.DiffPart(Change.KEPT, "0米。"));
        assertThat(BodyDiff.distance(before, after)).isEqualTo(8);
        assertThat(BodyDiff.distance(after, after)).isZero();
    }
}
