package jinye.safeguard.access;

import java.util.Optional;
import org.springframework.data.repository.ListCrudRepository;

interface AccountRepository extends ListCrudRepository<Account, Long> {

    Optional<Account> findByLoginName(String loginName);

    Optional<Account> findByPerson(long person);
}
