/** The parts of `--help` that teach. */

export const EXAMPLES = `
Examples:
  stairwell start                             serve on http://127.0.0.1:8083 and watch nested executions run
  stairwell serve                             serve only; data stays in .stairwell
  stairwell serve --port 9000 -d /srv/states  another port, another folder
  stairwell serve --store memory --port 0     for tests: nothing on disk, any free port
  stairwell validate order.asl.json           check a definition without a server
  stairwell doctor                            check that the data keep all promises
  stairwell ls is:root status:FAILED          ask a running server for what failed
  stairwell tree Order:42 --watch             follow an execution and all that is nested below it
  stairwell backup --to states.db             copy the data, also while the server runs

  Then, with any AWS SDK or the AWS CLI:
  aws --endpoint-url http://127.0.0.1:8083 stepfunctions list-state-machines
`;

export const REACHING_SERVICES = `Environment for reaching other services from Task states:
  AWS_ENDPOINT_URL_LAMBDA                     where Lambda functions are invoked, such as http://127.0.0.1:3001
                                              (sam local start-lambda) or an emulator; unset: AWS itself
  AWS_ENDPOINT_URL                            the same for every service without a variable of its own
  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,   credentials for AWS, found as every AWS SDK finds them; not needed
  AWS_SESSION_TOKEN, AWS_PROFILE, ...         for a local endpoint, nor for nested executions
`;
