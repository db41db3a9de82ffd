package jinye.platform.workflow.process;

/**
 * What became of one element of a foreign diagram.
 *
 * @param element  its id
 * @param name     as people see it on the diagram
 * @param sentence Chinese: what was done with it and what is left to do
 */
public record ImportLine(Fate fate, String element, String name, String sentence) {

    /** Kept as it was, turned into what means the same here, or left out because it cannot run here. */
    public enum Fate {
        KEPT("保留"),
        MAPPED("已转换"),
        CANNOT_RUN("不能运行");

        private final String term;

        Fate(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }
    }
}
