package jinye.safeguard.access;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jinye.kernel.Actor;
import jinye.kernel.Cursor;
import jinye.kernel.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Accounts: opened, reset, woken and closed by the system administrator, confirmed by the security administrator. */
@RestController
@RequestMapping("/api/access/accounts")
class AccountController {

    private final AccountDesk desk;
    private final AccountList list;

    AccountController(AccountDesk desk, AccountList list) {
        this.desk = desk;
        this.list = list;
    }

    record NewAccount(
            long person,
            @NotBlank @Size(max = 40) String loginName,
            @NotBlank @Size(max = 500) String reason) {}

    record AccountReason(@NotBlank @Size(max = 500) String reason) {}

    /** Half of a first password, told once. */
    record PasswordHalf(String half) {}

    record AccountCount(long waiting) {}

    @GetMapping
    Page<AccountList.AccountRow> listAccounts(
            Actor actor,
            @RequestParam(defaultValue = "false") boolean waiting,
            @RequestParam(defaultValue = "") @Size(max = 40) String text,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "30") @Min(1) @Max(200) int size) {
        return list.page(actor, waiting, text, Cursor.read(after, 1), size);
    }

    @GetMapping("/count")
    AccountCount countAccounts(Actor actor) {
        return new AccountCount(list.waiting(actor));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PasswordHalf openAccount(Actor actor, @Valid @RequestBody NewAccount account) {
        return new PasswordHalf(desk.open(actor, account.person(), account.loginName(), account.reason()));
    }

    @PostMapping("/{person}/reset")
    PasswordHalf resetAccount(Actor actor, @PathVariable long person, @Valid @RequestBody AccountReason reason) {
        return new PasswordHalf(desk.reset(actor, person, reason.reason()));
    }

    @PutMapping("/{person}/waking")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void wakeAccount(Actor actor, @PathVariable long person, @Valid @RequestBody AccountReason reason) {
        desk.wake(actor, person, reason.reason());
    }

    @PutMapping("/{person}/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeAccount(Actor actor, @PathVariable long person, @Valid @RequestBody AccountReason reason) {
        desk.close(actor, person, reason.reason());
    }

    @PutMapping("/changes/{change}/confirmation")
    PasswordHalf confirmAccount(Actor actor, @PathVariable long change) {
        return new PasswordHalf(desk.confirm(actor, change));
    }

    @PutMapping("/changes/{change}/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void refuseAccount(Actor actor, @PathVariable long change, @Valid @RequestBody AccountReason reason) {
        desk.refuse(actor, change, reason.reason());
    }
}
