import { Application } from "@hotwired/stimulus";
import { config, session } from "@hotwired/turbo";
import AutoSubmit from "./controllers/auto_submit";
import Celebrate from "./controllers/celebrate";
import Combobox from "./controllers/combobox";
import Copy from "./controllers/copy";
import Dialog from "./controllers/dialog";
import Dirty from "./controllers/dirty";
import FileLimit from "./controllers/file_limit";
import Hover from "./controllers/hover";
import Live from "./controllers/live";
import Mail from "./controllers/mail";
import MorphGuard from "./controllers/morph_guard";
import PasteGrid from "./controllers/paste_grid";
import Preview from "./controllers/preview";
import Quick from "./controllers/quick";
import ShareSum from "./controllers/share_sum";
import SortableBoard from "./controllers/sortable_board";
import Toast from "./controllers/toast";

// Milliseconds; the server has already gathered what came close together.
session.pageRefreshDebouncePeriod = 50;
// A button that is switched off while its form is under way would lose the focus for good.
config.forms.submitter = "aria-disabled";

const application = Application.start();
application.register("auto-submit", AutoSubmit);
application.register("celebrate", Celebrate);
application.register("combobox", Combobox);
application.register("copy", Copy);
application.register("dialog", Dialog);
application.register("dirty", Dirty);
application.register("file-limit", FileLimit);
application.register("hover", Hover);
application.register("live", Live);
application.register("mail", Mail);
application.register("morph-guard", MorphGuard);
application.register("paste-grid", PasteGrid);
application.register("preview", Preview);
application.register("quick", Quick);
application.register("share-sum", ShareSum);
application.register("sortable-board", SortableBoard);
application.register("toast", Toast);
