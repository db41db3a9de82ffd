package jinye.safeguard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTests {

    @Test
    void anAddressLiesInItsNetworkAndInNoOther() {
        var office = Network.parse("10.43.128.0/17");

        assertThat(office.holds("10.43.200.7")).isTrue();
        assertThat(office.holds("10.43.127.255")).isFalse();
        assertThat(office.holds("::1")).isFalse();
        assertThat(Network.parse("2001:db8::/32").holds("2001:db8:1::5")).isTrue();
        assertThat(Network.parse("192.168.1.20").holds("192.168.1.21")).isFalse();
        assertThat(Network.parse("0.0.0.0/0").holds("8.8.8.8")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bureau.example",
                "10.0.0.0/33",
                "10.0.0/8",
                "10.0.0.0/x",
                "10.0.0.0/-1",
                "300.1.1.1",
                "10.0.0.0/8/8"
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThatExceptionOfType(Network.NoNetwork.class).isThrownBy(() -> Network.parse(text));
    }

    @Test
    void aBrowserIsNamedSoThatItsOwnerRecognisesIt() {
        assertThat(Device.of(
                        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36"))
                .isEqualTo("Chrome 156，Windows");
        assertThat(Device.of(null)).isEqualTo("未知设备");
        assertThat(Device.of("x".repeat(500))).hasSize(80);
    }
}
