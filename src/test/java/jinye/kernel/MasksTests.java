package jinye.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MasksTests {

    @Test
    void eachKindOfPersonalDataKeepsOnlyWhatTheRuleSays() {
        assertThat(Masks.name("张三")).isEqualTo("张*");
        assertThat(Masks.name("欧阳小红")).isEqualTo("欧***");
        assertThat(Masks.name("李")).isEqualTo("李*");
        assertThat(Masks.identityNumber("430102199001011234")).isEqualTo("430102********1234");
        assertThat(Masks.phone("13800001234")).isEqualTo("138****1234");
        assertThat(Masks.account("6222021234567890123")).isEqualTo("***************0123");
    }

    @Test
    void whatIsTooShortToHideIsCoveredAltogetherAndNothingStaysNothing() {
        assertThat(Masks.phone("82345")).isEqualTo("****");
        assertThat(Masks.identityNumber("4301021234")).isEqualTo("****");
        assertThat(Masks.account("1234")).isEqualTo("****");
        assertThat(Masks.phone(null)).isNull();
        assertThat(Masks.name("")).isEmpty();
    }
}
