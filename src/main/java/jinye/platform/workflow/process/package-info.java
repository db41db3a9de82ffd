/** Processes as BPMN 2.0 files: read, checked, drawn and walked. Knows neither people nor the database. */
@NullMarked
package jinye.platform.workflow.process;

import org.jspecify.annotations.NullMarked;
