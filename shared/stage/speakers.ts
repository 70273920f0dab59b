/** What speaks under a cue's name: a person, a machine that stands on the set, or a voice that nobody sees. */
export type SpeakerKind = 'person' | 'thing' | 'voice';

const machines =
  /(?:^|\s)(?:PRINTER|COPIER|PHOTOCOPIER|INTERCOM|RADIO|TELEPHONE|PHONE|CELL ?PHONE|TV|TELEVISION|COMPUTER|LAPTOP|LOUD ?SPEAKER|SPEAKER ?PHONE|TANNOY|WALKIE[- ]TALKIE|ANSWERING MACHINE|MACHINE|ALARM|ALARM CLOCK|GPS|SAT ?NAV|JUKEBOX|GRAMOPHONE|TAPE RECORDER|TERMINAL|MONITOR|CONSOLE|VENDING MACHINE|ELEVATOR)$|(?:广播|电话|收音机|电视|电视机|打印机|对讲机|喇叭|扩音器|音响|手机|电脑|机器|闹钟|导航|录音机)$/;
const voices = /(?:^|[\s'’])(?:VOICES?|NARRATOR|NARRATION)(?:\s|$)|(?:旁白|画外音|声音|的声音|话外音)$/;

/** By the words of the name, in English and Chinese: `PRINTER` is a thing, `RADIO HOST` a person, `VOICE ON PHONE` nobody to see. */
export const speakerKind = (name: string): SpeakerKind => {
  const upper = name
    .trim()
    .toLocaleUpperCase('en')
    .replace(/^THE\s+/, '')
    .replace(/\s*#?\d+$/, '');
  if (voices.test(upper)) return 'voice';
  return machines.test(upper) ? 'thing' : 'person';
};
