package jinye.safeguard.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import jinye.kernel.Refusal;

/** A range of addresses in CIDR notation, IPv4 or IPv6. */
record Network(byte[] start, int bits) {

    /** Only digits and signs of addresses: a name would be asked of the name server. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    static Network parse(String text) {
        var parts = text.strip().split("/", 2);
        var address = address(parts[0]);
        int all = address.length * 8;
        try {
            int bits = parts.length == 1 ? all : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > all) {
                throw new NoNetwork(text);
            }
            return new Network(address, bits);
        } catch (NumberFormatException noNumber) {
            throw new NoNetwork(text);
        }
    }

    boolean holds(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return false;
        }
        var bytes = address(address);
        if (bytes.length != start.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((bytes[bit / 8] & mask) != (start[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] address(String text) {
        if (!ADDRESS.matcher(text).matches() || (text.indexOf(':') < 0 && text.split("\\.", -1).length != 4)) {
            throw new NoNetwork(text);
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException noAddress) {
            throw new NoNetwork(text);
        }
    }

    static final class NoNetwork extends Refusal {
        NoNetwork(String text) {
            super(Kind.INVALID, "access.no-network", text);
        }
    }
}
