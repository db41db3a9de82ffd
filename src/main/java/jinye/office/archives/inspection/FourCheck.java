package jinye.office.archives.inspection;

import java.util.Set;

/**
 * One check.
 *
 * @param id     A1 … D4
 * @param action what follows when it fails
 * @param probe  what it does
 */
record FourCheck(String id, Property property, String title, Set<Stage> stages, Action action, Probe probe) {

    enum Property {
        AUTHENTIC("真实性"),
        COMPLETE("完整性"),
        USABLE("可用性"),
        SAFE("安全性");

        private final String term;

        Property(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    enum Action {
        /** Blocks filing, transfer and acceptance. */
        REJECT("拒收", true),
        /** Goes back to who arranged it; blocks too. */
        RETURN("退回", true),
        QUARANTINE("隔离并报告", true),
        STOP("停止", true),
        CONVERT("转换格式", false),
        REPAIR("修复", true),
        MIGRATE("迁移", false),
        WARN("提醒", false),
        LIST("列出", false),
        NOTE("记录", false);

        private final String term;
        private final boolean blocks;

        Action(String term, boolean blocks) {
            this.term = term;
            this.blocks = blocks;
        }

        String term() {
            return term;
        }

        boolean blocks() {
            return blocks;
        }
    }

    enum Outcome {
        PASSED("通过"),
        FAILED("不通过"),
        MANUAL("需人工");

        private final String term;

        Outcome(String term) {
            this.term = term;
        }

        String term() {
            return term;
        }
    }

    /** @param detail what is wrong or what a person has to look at; empty when it passed */
    record Finding(Outcome outcome, String detail) {
        static final Finding PASSED = new Finding(Outcome.PASSED, "");

        static Finding failed(String detail) {
            return new Finding(Outcome.FAILED, detail);
        }

        static Finding manual(String detail) {
            return new Finding(Outcome.MANUAL, detail);
        }

        /** Passed unless something is wrong. */
        static Finding of(java.util.List<String> wrong) {
            return wrong.isEmpty() ? PASSED : failed(String.join("；", wrong));
        }
    }

    @FunctionalInterface
    interface Probe {
        Finding look(Subject subject, Stage stage);
    }

    boolean at(Stage stage) {
        return stages.contains(stage);
    }
}
