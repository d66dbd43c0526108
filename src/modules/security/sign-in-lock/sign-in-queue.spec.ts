import { describe, expect, it } from 'vitest';
import { PrincipalType, SignInFailedError } from '../../../contract/index.js';
import { lockKey, type Place, type SignInPlaces } from './sign-in-places.js';
import { SignInQueue } from './sign-in-queue.js';

const WHO = { type: PrincipalType.Admin, name: 'root' };
const PLACE: Place = { ...lockKey(WHO), period: 1 };

type Answer = Place | 'locked' | 'full';

/** A queue that lets two in at a time, and its table: the test gives the answers one by one. */
function queueOfTwo() {
  const asked: ((answer: Answer) => void)[] = [];
  const questions: Promise<Answer>[] = [];
  const places = {
    max: 2,
    take: () => {
      questions.push(new Promise((answer) => asked.push(answer)));
      return questions.at(-1)!;
    },
  };
  const queue = new SignInQueue(places as unknown as SignInPlaces);
  const enter = async (): Promise<Place> => {
    const entered = queue.enter(WHO);
    asked.at(-1)!(PLACE);
    return entered;
  };
  return { queue, asked, questions, enter };
}

describe('the line of those who sign in as one name', () => {
  it('lets in whoever the table gives a place, though an attempt before them was refused', async () => {
    const { queue, asked, enter } = queueOfTwo();
    const first = await enter();
    const second = queue.enter(WHO);
    queue.leave(first);
    asked.at(-1)!(PLACE);
    expect(await second).toBe(PLACE);
    queue.leave(await enter());
    await enter();
    expect(asked).toHaveLength(4);
  });

  it('is one, though a name comes again in the moment in which the last of it is refused', async () => {
    const { queue, asked, questions, enter } = queueOfTwo();
    const first = await enter();
    const refused = queue.enter(WHO);
    // Behind what lets the line go on, and before that reaches the one who is refused.
    const third = questions.at(-1)!.then(() => {
      queue.leave(first);
      return enter();
    });
    asked.at(-1)!('locked');
    await expect(refused).rejects.toThrow(SignInFailedError);
    await third;
    await enter();
    const waiting = queue.enter(WHO);
    expect(asked).toHaveLength(4);
    queue.leave(PLACE);
    asked.at(-1)!(PLACE);
    expect(await waiting).toBe(PLACE);
  });
});
