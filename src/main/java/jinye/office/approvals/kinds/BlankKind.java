package jinye.office.approvals.kinds;

import java.util.Map;

/** What a new kind begins with: one field, one reviewer, so that it can be published at once and grown from there. */
final class BlankKind {

    private BlankKind() {}

    static Map<String, String> files(String name, String title) {
        return Map.of(
                KindPackage.SETTINGS, """
                        name: %s
                        title: %s
                        group: 其他
                        summary: ''
                        heading: '{applicant}%s'
                        owner: BGS
                        start: {roles: [R_STAFF]}
                        indicators: []
                        archive: {retention: D10, class: BGS}
                        """.formatted(name, title, title),
                KindPackage.FORM, """
                        {
                          "$schema": "https://json-schema.org/draft/2020-12/schema",
                          "title": "%s",
                          "type": "object",
                          "properties": {"reason": {"type": "string", "title": "事由", "maxLength": 500}},
                          "required": ["reason"]
                        }
                        """.formatted(title),
                KindPackage.LAYOUT, """
                        {
                          "type": "VerticalLayout",
                          "elements": [{"type": "Control", "scope": "#/properties/reason", "options": {"multi": true}}],
                          "access": {"apply": {"*": "edit", "reason": "required"}}
                        }
                        """,
                KindPackage.PROCESS, """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:jinye="http://jinye/bpmn" targetNamespace="http://jinye/approvals">
                          <process id="%s" name="%s" isExecutable="true">
                            <startEvent id="start"/>
                            <userTask id="apply" name="申请" jinye:who="initiator" jinye:opinion="none" jinye:decisions="sent:提交" jinye:returns="none"/>
                            <userTask id="department" name="部门审核" jinye:who="initiator-department-head" jinye:clock="approvals.days.1" jinye:cell="department" jinye:decisions="agree:同意,refuse:不同意"/>
                            <endEvent id="end"/>
                            <sequenceFlow id="f1" sourceRef="start" targetRef="apply"/>
                            <sequenceFlow id="f2" sourceRef="apply" targetRef="department"/>
                            <sequenceFlow id="f3" sourceRef="department" targetRef="end"/>
                          </process>
                        </definitions>
                        """.formatted(name, title));
    }
}
