package jinye.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PinyinTests {

    @Test
    void aNameHasLettersAndInitials() {
        assertThat(Pinyin.ofPerson("王建国")).isEqualTo(new Pinyin("wangjianguo", "wjg"));
    }

    @Test
    void surnamesAreReadAsSurnames() {
        assertThat(Pinyin.ofPerson("曾文").letters()).isEqualTo("zengwen");
        assertThat(Pinyin.ofPerson("单小英").letters()).isEqualTo("shanxiaoying");
        assertThat(Pinyin.ofPerson("覃丽").letters()).isEqualTo("qinli");
        assertThat(Pinyin.ofPerson("尉迟明")).isEqualTo(new Pinyin("yuchiming", "ycm"));
        assertThat(Pinyin.ofPerson("欧阳建平").initials()).isEqualTo("oyjp");
    }

    @Test
    void placesAreReadAsPlaces() {
        assertThat(Pinyin.ofName("长沙市局")).isEqualTo(new Pinyin("changshashiju", "cssj"));
    }

    @Test
    void whatHasNoReadingIsLeftOut() {
        assertThat(Pinyin.ofPerson("买买提·阿里").initials()).isEqualTo("mmtal");
    }
}
