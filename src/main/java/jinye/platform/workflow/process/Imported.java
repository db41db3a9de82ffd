package jinye.platform.workflow.process;

import java.util.List;

/** A foreign diagram cleaned of what cannot run here, as BPMN text, with a line for each element. It may still need handlers. */
public record Imported(String bpmn, List<ImportLine> report) {}
