package jinye.platform.files;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** Keeps the library's own error pages back, so that a person gets one of our sentences. */
final class TusAnswer extends HttpServletResponseWrapper {

    private int error;

    TusAnswer(HttpServletResponse response) {
        super(response);
    }

    /** The library promises an empty body; a refusal of the whole file, found only afterwards, must still be able to say why. */
    @Override
    public void setHeader(String name, String value) {
        if (!"Content-Length".equalsIgnoreCase(name)) {
            super.setHeader(name, value);
        }
    }

    @Override
    public void sendError(int status) {
        error = status;
    }

    @Override
    public void sendError(int status, String message) {
        error = status;
    }

    void refuseAsSentence() {
        // the library leaves the answer untouched when it cannot lock the upload
        boolean untouched = getStatus() == SC_OK;
        switch (error) {
            case 0 -> {
                if (untouched) {
                    throw new Uploads.UploadBusy();
                }
            }
            case SC_NOT_FOUND, SC_GONE, SC_FORBIDDEN -> throw new Uploads.NoSuchUpload();
            case SC_CONFLICT, 423, 460 -> throw new Uploads.UploadBusy();
            default -> throw new Uploads.UploadRefused();
        }
    }
}
