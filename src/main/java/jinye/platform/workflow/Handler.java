package jinye.platform.workflow;

import jinye.platform.directory.Person;

/** A person as they are asked to handle something: the names are kept as they were then. */
record Handler(long person, String name, String departmentName, long unit) {

    static Handler of(Person person) {
        return new Handler(person.id(), person.name(), person.departmentName(), person.unit());
    }
}
