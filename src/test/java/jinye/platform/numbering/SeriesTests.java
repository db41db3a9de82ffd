package jinye.platform.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTests {

    @ParameterizedTest
    @CsvSource({"湘烟办, 1, 湘烟办〔2026〕1号", "湘烟办, 12, 湘烟办〔2026〕12号", "湘烟函, 1003, 湘烟函〔2026〕1003号"})
    void aDocumentNumberHasHexagonalBracketsAndNoLeadingZeros(String code, int number, String text) {
        var series = new Series(1, code, "综合", Series.Kind.DOCUMENT, 4);

        assertThat(series.text(2026, number)).isEqualTo(text).matches("^[一-龥]{2,8}〔20\\d{2}〕[1-9]\\d*号$");
    }

    @ParameterizedTest
    @CsvSource({"收, 4, 1, 收〔2026〕0001", "收, 4, 12345, 收〔2026〕12345", "签, 1, 12, 签〔2026〕12号"})
    void aRegisterNumberIsFilledUpWithZeros(String code, int digits, int number, String text) {
        assertThat(new Series(1, code, "收文登记", Series.Kind.REGISTER, digits).text(2026, number))
                .isEqualTo(text);
    }
}
