package jinye.platform.mining;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a file that is too large, before it fills the memory. */
final class LimitedStream extends FilterInputStream {

    static final int MEGABYTES_MAX = 50;

    private long left = MEGABYTES_MAX * 1024L * 1024;

    LimitedStream(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int many = super.read(into, offset, length);
        count(Math.max(0, many));
        return many;
    }

    private void count(int many) {
        left -= many;
        if (left < 0) {
            throw new BadLog("mining.log-too-large", MEGABYTES_MAX);
        }
    }
}
