package jinye.runtime;

import org.springframework.boot.ExitCodeGenerator;

/** Why the application does not start or a command is not carried out, in one sentence in both languages. Nothing is broken, so no stack trace. */
class CannotStart extends RuntimeException implements ExitCodeGenerator {

    /** Exit code when another instance uses the data folder; everything else ends with 1. */
    static final int IN_USE = 3;

    private final int exitCode;

    CannotStart(String chinese, String english) {
        this(1, chinese, english);
    }

    CannotStart(int exitCode, String chinese, String english) {
        super(chinese + " " + english);
        this.exitCode = exitCode;
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
