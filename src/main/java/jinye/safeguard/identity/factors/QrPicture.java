package jinye.safeguard.identity.factors;

import io.nayuki.qrcodegen.QrCode;

/**
 * 二维码 as the path of an SVG picture, one unit a module: drawn here and not by a service elsewhere, since what it holds is a key.
 *
 * @param size modules on each side, without the quiet zone
 */
record QrPicture(int size, String path) {

    static QrPicture of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return new QrPicture(code.size, path.toString());
    }
}
