package jinye.office.transmission;

import jakarta.validation.constraints.Size;
import java.util.List;
import jinye.kernel.Actor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whom one may write to at other nodes. */
@RestController
@RequestMapping("/api/transmission/outside-units")
class OutsideUnitController {

    private final OutsideUnits units;

    OutsideUnitController(OutsideUnits units) {
        this.units = units;
    }

    @GetMapping
    List<OutsideUnits.OutsideUnitRow> listOutsideUnits(
            Actor actor, @RequestParam(defaultValue = "") @Size(max = 100) String text) {
        actor.require("transmission.dispatch");
        return units.listed(text);
    }
}
