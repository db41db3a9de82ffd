package jinye.platform.directory;

import jakarta.validation.Valid;
import java.util.List;
import jinye.kernel.Actor;
import jinye.platform.web.IfMatch;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/directory")
class DepartmentController {

    private final Directory directory;
    private final UnitList list;
    private final PeopleList people;
    private final DepartmentRegister departments;
    private final PostRegister posts;

    DepartmentController(
            Directory directory, UnitList list, PeopleList people, DepartmentRegister departments, PostRegister posts) {
        this.directory = directory;
        this.list = list;
        this.people = people;
        this.departments = departments;
        this.posts = posts;
    }

    /** @param person null: nobody is in charge for now */
    record LeaderInCharge(@Nullable Long person) {}

    @PutMapping("/departments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeDepartment(
            Actor actor, @PathVariable long id, IfMatch version, @Valid @RequestBody DepartmentForm form) {
        departments.change(actor, id, version.version(), form);
    }

    @PutMapping("/departments/{id}/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeDepartment(
            Actor actor, @PathVariable long id, IfMatch version, @Valid @RequestBody UnitController.Closure closure) {
        departments.close(actor, id, version.version(), closure.reason());
    }

    @PutMapping("/departments/{id}/leader-in-charge")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void putLeaderInCharge(Actor actor, @PathVariable long id, IfMatch version, @RequestBody LeaderInCharge leader) {
        departments.putInCharge(actor, id, version.version(), leader.person());
    }

    @GetMapping("/departments/{id}/people")
    List<PeopleList.HolderRow> listDepartmentPeople(Actor actor, @PathVariable long id) {
        directory.department(id);
        return people.ofDepartment(id);
    }

    @GetMapping("/departments/{id}/posts")
    List<UnitList.PostRow> listPosts(Actor actor, @PathVariable long id) {
        directory.department(id);
        return list.postsOf(id);
    }

    @PostMapping("/departments/{id}/posts")
    @ResponseStatus(HttpStatus.CREATED)
    UnitController.Opened openPost(Actor actor, @PathVariable long id, @Valid @RequestBody PostForm form) {
        return new UnitController.Opened(posts.open(actor, id, form));
    }

    /** @param proposal what waits for a second person: a new category of a post that people hold */
    record ChangedPost(@Nullable Long proposal) {}

    @PutMapping("/posts/{id}")
    ChangedPost changePost(Actor actor, @PathVariable long id, IfMatch version, @Valid @RequestBody PostForm form) {
        return new ChangedPost(posts.change(actor, id, version.version(), form));
    }

    @DeleteMapping("/posts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closePost(Actor actor, @PathVariable long id, IfMatch version) {
        posts.close(actor, id, version.version());
    }
}
