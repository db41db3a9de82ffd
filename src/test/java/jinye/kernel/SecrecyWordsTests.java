package jinye.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecrecyWordsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "机密★5年",
                "绝密★",
                "秘密★1年",
                "机 密 ★",
                "机密☆",
                "秘密*",
                "关于转发机密级文件的通知",
                "密级：秘密",
                "【机密】",
                "机密",
                "绝密 关于某事的通知",
                "【秘密】关于某事的通知",
                "正文\n秘密5年\n正文"
            })
    void aMarkingIsFound(String text) {
        assertThat(SecrecyWords.in(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"严守国家秘密，做好保密工作", "不得泄露商业秘密和工作秘密", "保密审查", "涉密不上网，上网不涉密", "秘密窝点被捣毁", "举报人信息严格保密", "★★★评价"})
    void textAboutSecretsIsNoMarking(String text) {
        assertThat(SecrecyWords.in(text)).isEmpty();
    }

    @Test
    void whatIsFoundIsShown() {
        assertThat(SecrecyWords.in("标题 机密★5年 标题")).hasValue("机密★");
    }
}
