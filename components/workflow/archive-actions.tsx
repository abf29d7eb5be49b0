import { Button } from "@/components/ui/button";
import { DialogActions, DialogClose } from "@/components/ui/dialog";

/** The foot of a dialog that says until when an issue is archived. */
export function ArchiveActions() {
  return (
    <DialogActions>
      <DialogClose>
        <Button>Keep in sight</Button>
      </DialogClose>
      <Button type="submit" variant="primary">
        Archive
      </Button>
    </DialogActions>
  );
}
