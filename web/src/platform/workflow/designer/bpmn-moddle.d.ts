// comes with bpmn-js, without types of its own for this name
declare module 'bpmn-moddle'
