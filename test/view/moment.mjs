// Loaded before the program: its clock begins at the moment in STAGE_MOMENT and runs on from there.
const RealDate = Date;
const ahead = Number(process.env.STAGE_MOMENT) - RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + ahead);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + ahead;
  }
};
