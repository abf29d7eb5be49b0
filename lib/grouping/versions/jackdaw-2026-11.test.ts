import { expect, it } from "vitest";
import { groupEvent } from "@/lib/grouping/group-event";
import { plainSettings } from "@/lib/grouping/settings";
import { SAMPLE_EVENTS } from "@/lib/grouping/testing/sample-events";

/**
 * What this version said when it was shipped. Issues are found by these hashes, so a change here splits the issues
 * of everyone who runs it: make a new version instead.
 */
const FROZEN: Record<string, string[]> = {
  "browser, minified": ["718f246f9b8e36e8cfd9145eb918464f"],
  "browser, with source map": ["5f8558a46c78b2c3226a6a3b72c8f94c", "003b43768d7d3ee4f8e8124a11cd4658"],
  node: ["3eb7bb252dc7f7a69413f82b6107ce4f", "e21ed8b55b906b3a0aa58007e2e07fa6"],
  "node, undecided": ["45677fe56f62d1ea4a23540932fe3114", "a7c8cf319b8f817e72e7611ce57d6e2a"],
  python: ["f9008a4cc83d6b51ea7067867b687749", "3d3e8323d7e47b270c792d1e67e1e72b"],
  "python, chained": ["8f78fe06bd884b3c2b14925bb28fce74"],
  "python, group of one kind": ["22971c0c25728998acdf1620c9940916"],
  "python, group of two kinds": ["daefc14839de5d7865737633da587619"],
  "python, without stack": ["9f2b4d7bb1a962443e55c221565b05a8"],
  ruby: ["c28017b3693c350598d5def5b08678a4", "a2698b7710f0264925b2dc786b2324e3"],
  php: ["7a8dfbe65a019139f589011db11ffeef", "196e9a1a0cbfd6957bc53e73bb78a711"],
  java: ["413576ff249bd192c25fcd4fd840242f", "77566a4651343b73177e3a0ea14f6c47"],
  "kotlin, undecided": ["35bc36b2a9b59881fc6239959fbe1108", "9c5b057a72e54f9c99e253761f50c7fb"],
  csharp: ["5ba86024452129cca2efd1534c2fb186", "926e9051d6fadc9bda04468018c55e86"],
  go: ["4a674de7660cd4445d2d27665e9f3424", "d4b14f890f06d973907ca365ac08b452"],
  rust: ["7b2357ac35af2f8a7225d66a9d414063", "a5c7f3029ec3f8619f3c049c852b0584"],
  cpp: ["35d9e7ca132cb1e03452752a6618cea3", "38908d84adcd56f19d133c8c6f0f3d68"],
  "cocoa, NSError": ["91dc7c87062ae6b22b3c083e0b47ac33"],
  "swift, threads": ["b65f6cd7b586b71c596aad6a8b286bec"],
  elixir: ["1a37aa14d92955c0ac553436feca139e", "ade343830c65354c2c2c394b5035b561"],
  "unknown platform": ["c7e81599ac649a2676a1ee1b9d499b9d"],
  message: ["d4a9f621c7db850154f69204fea56c2a"],
  "message with template": ["4fdb31c24f32f3ad3519fbb6f088af40"],
  "message with stack": ["17e131eae1cf3af1d5245ce789a176c6"],
  template: ["b02a1922fcc0c769c8babd4c39bdaa8d"],
  csp: ["d562f35b748063e5d5443fc12f3eb4c1"],
  "expect-ct": ["f17f1c1a72d108b3124021877bed70f4"],
  "custom fingerprint": ["946a5e57cf381f559beb33e0179a2f29"],
  "hybrid fingerprint": ["0f19df14922490e397c8e9a95f7d5c2f"],
  checksum: ["a16c3cdb807b6c019b18634182f0d7ee"],
  nothing: ["d41d8cd98f00b204e9800998ecf8427e"],
  "browser, Chromium": ["0bcf8eaed1bde290cf5f0396b2706791"],
  "browser, Firefox": ["0bcf8eaed1bde290cf5f0396b2706791"],
  "browser, Safari": ["95373aa329879a342b9ecbdaa6719b7a"],
  "browser, one nameless frame": ["913993eaac5f73444c44df94c4f77cec"],
  "browser, failed chunk": ["07cb7c5823ac1a3d347caa63908015f5"],
  "browser, hydration": ["04afdf073f70ec257e5b7ab431104973"],
  "node, recursion": ["c738ae070f0cde4e7015ab9f0555dcf9"],
  "python, nested groups": ["22971c0c25728998acdf1620c9940916"],
  "python, broken tree": ["b265fe4a37395a7fdbaf57a7cfe19696"],
  "ruby, closed": ["ab41de6b338b4bf8fa2dd3116a91f9f4"],
  "php, closure": ["de9ef04a183223b6f22f3d6161680ae6"],
  "java, chained": ["7b29d00807cbf4c53541f28518176878"],
  "java, files only": ["c46a69fc24fa17800245aa74bf9646a3"],
  scala: ["542d2bc5639ff3187043c90e6b1c2398"],
  groovy: ["b76ed464685c37f714693979ae0128c4"],
  clojure: ["f8df2431f0c78559917f9c9ec203c6b6"],
  fsharp: ["b7ed6300e0a2652d002c72fa49f7457c"],
  c: ["004033e7d4801a47344371cd4bf69155"],
  "objc, block": ["2f3a0a8fa1d0050b976f55bba1ae5b45"],
  "swift, helper": ["5f52d29f37e87393fc20386a80268311"],
  "native, without symbols": ["3f7f08f9ac3ac215462377977e9a1db8"],
  "rust, panic": ["0c8a2f0051307b36d24839e42b0fd221", "32e05d3c05c38ab2348f6d062bc631e6"],
  "cpp, nested lambda": ["6d1c2fbbd33971e28a75271226c4c4d5"],
  dart: ["550b96bdf4b1efcfe49b63c2886d1a02"],
  perl: ["3ce2c5526d36dbd7039cbcc8fb06be39"],
  haskell: ["668f396862bcac3982150895fc3fc0a4"],
  "threads, current": ["c40c9b02e42475d64d7eb3114d92f5d1"],
  "threads, nobody to blame": ["8aaf938064ccbc2f6989eb543beeaca5"],
  "csp, inline": ["56be002b6b1135546ce476ddc338f68c"],
  hpkp: ["a8bfd9baa0d3d8d08ac068a7df8979fe"],
  "expect-staple": ["bae36b28a90da895ba6b5b1664468e64"],
  "message of every kind of token": ["bab791c7b143a3332bdfce339dd8e3ce"],
  "message, too long": ["611690fbcfe5c9b371206f2b2fe321c0"],
  "rust, panic, all in-app for its SDK": [
    "7fe971bdcadac82482a479329bc1e519",
    "11cb3ce3678104d6e8950286ec70cfaa",
  ],
  "browser, listener in Chromium": ["3f3f64c55b13d2b05816bedb939eb615"],
  "browser, listener in Firefox": ["3f3f64c55b13d2b05816bedb939eb615"],
  "node, module with an ending": ["f27f7999e2be92a7d07ff2cab7ee1799"],
  "node, module without an ending": ["8c420a572e2957937ffd5131d5b3a021"],
};

it.each(Object.entries(SAMPLE_EVENTS))("groups as it always did: %s", (name, event) => {
  expect(groupEvent(event, plainSettings("jackdaw:2026-11")).hashes).toEqual(FROZEN[name]);
});

it("freezes only events that exist", () => {
  expect(Object.keys(FROZEN)).toEqual(Object.keys(SAMPLE_EVENTS));
});
