/** Topic of the outbox: an application whose automatic requests are to go out; one entry each, put again by each such action. */
export const requestStartTopic = 'requestStart';
